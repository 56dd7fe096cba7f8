//! Commands about plans on a database.

pub mod verhuis;
