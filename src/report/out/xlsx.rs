//! A report as a workbook: a sheet for each table, heads that stay in sight, filters, numbers and
//! dates that can be counted with, lights with their letter.

use chrono::Datelike as _;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::doc::text::wrap;
use crate::plan::clean;
use crate::plan::model::kpi::Light;
use crate::plan::words;
use crate::report::house::Colour;
use crate::report::out;
use crate::report::sheet::Sheet;
use crate::report::sheets::{self, Datum, Rows};
use crate::report::subject::Subject;

/// A report as a workbook.
pub const FORMAT: out::format::Format = out::format::Format {
    name: "xlsx",
    word: "werkmap voor Excel",
    purpose: "met alle tabellen",
    binary: true,
    no_since: None,
    make: |subject| made(subject).map_err(|why| format!("dit past niet in een werkmap: {why}")),
};

/// The paper it prints on, as the format numbers it.
const A4: u8 = 9;
/// No cell can hold more.
const LONGEST: usize = 32_000;
/// How high a line is, and the highest a row may be, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 400.0;
/// How many characters of a row are still readable on one page.
const PAGE: u32 = 245;
/// The columns that say what a row is about: they stay in sight, and stand on each page.
const NAMES: u16 = 2;

fn made(subject: &Subject<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let title = format!("Voortgang {}", clean::one_line(&subject.plan.title));
    let made = date_time(subject)?;
    let about = DocProperties::new()
        .set_title(&title)
        .set_company(clean::one_line(subject.municipality()))
        .set_comment(format!("revisie {}", subject.plan.revision))
        .set_creation_datetime(&made);
    workbook.set_properties(&about);
    let formats = Formats::new(subject.house.colour);
    for sheet in Sheet::ALL {
        let rows = sheets::rows(sheet, subject);
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.title())?;
        fill(worksheet, &rows, &formats)?;
        worksheet.set_footer(format!(
            "&L{} · revisie {}&R&P van &N",
            title.replace('&', "&&"),
            subject.plan.revision
        ));
    }
    workbook.save_to_buffer()
}

fn date_time(subject: &Subject<'_>) -> Result<ExcelDateTime, XlsxError> {
    let day = subject.at.date_naive();
    ExcelDateTime::from_ymd(year(day), month(day), day_of(day))
}

/// How cells look.
struct Formats {
    head: Format,
    text: Format,
    number: Format,
    fraction: Format,
    fte: Format,
    euro: Format,
    date: Format,
    lights: [(Light, Format); 4],
}

impl Formats {
    fn new(colour: Colour) -> Self {
        let plain = Format::new()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00C8_C8C8));
        let on = if colour.is_dark() {
            Color::White
        } else {
            Color::Black
        };
        let light = |light: Light| {
            let [fill, _, text] = out::paper::paint(light);
            let format = plain.clone().set_background_color(Color::RGB(fill));
            let format = format.set_font_color(Color::RGB(text)).set_text_wrap();
            (light, format)
        };
        Self {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_font_color(on)
                .set_background_color(Color::RGB(u32::from_be_bytes([
                    0,
                    colour.0[0],
                    colour.0[1],
                    colour.0[2],
                ]))),
            text: plain.clone().set_text_wrap(),
            number: plain.clone().set_num_format("#,##0"),
            fraction: plain.clone().set_num_format("#,##0.0###"),
            fte: plain.clone().set_num_format("0.00"),
            euro: plain.clone().set_num_format("€ #,##0;-€ #,##0"),
            date: plain
                .clone()
                .set_num_format("dd-mm-yyyy")
                .set_align(FormatAlign::Left),
            lights: Light::ALL.map(light),
        }
    }

    fn of(&self, light: Light) -> &Format {
        let found = self.lights.iter().find(|(it, _)| *it == light);
        found.map_or(&self.text, |(_, format)| format)
    }
}

fn fill(sheet: &mut Worksheet, table: &Rows, formats: &Formats) -> Result<(), XlsxError> {
    for (at, (head, wide)) in (0..).zip(&table.heads) {
        sheet.set_column_width(at, *wide)?;
        sheet.write_string_with_format(0, at, *head, &formats.head)?;
    }
    let heads: Vec<Datum> = table.heads.iter().map(|(head, _)| (*head).into()).collect();
    sheet.set_row_height(0, height(table, &heads))?;
    for (row, cells) in (1..).zip(&table.rows) {
        sheet.set_row_height(row, height(table, cells))?;
        for (column, datum) in (0..).zip(cells) {
            write(sheet, (row, column), datum, formats)?;
        }
    }
    let last = u16::try_from(table.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, rows, last)?;
    sheet.set_freeze_panes(1, NAMES)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_repeat_columns(0, NAMES - 1)?;
    let wide: u32 = table.heads.iter().map(|(_, wide)| u32::from(*wide)).sum();
    let pages = if wide > PAGE { 2 } else { 1 };
    sheet.set_print_area(0, 0, rows, last)?;
    // Both pages of a row come one after the other.
    let sheet = sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_page_order(true);
    sheet.set_print_fit_to_pages(pages, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    Ok(())
}

/// How high a row is, in points: as many lines as its longest text takes in its column. Not every
/// program finds that out by itself.
fn height(table: &Rows, cells: &[Datum]) -> f64 {
    let lines = table.heads.iter().zip(cells).map(|((_, wide), datum)| {
        let wide = usize::from(*wide);
        match datum {
            // A column is so many digits wide; most letters are narrower.
            Datum::Text(text) => wrap(text, wide + wide / 7).len(),
            Datum::Light(light) => wrap(&words::lamp(*light), wide).len(),
            _ => 1,
        }
    });
    let lines = u8::try_from(lines.max().unwrap_or(1)).unwrap_or(u8::MAX);
    (f64::from(lines) * LINE).min(HIGHEST)
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    datum: &Datum,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match datum {
        Datum::Empty => {
            sheet.write_blank(row, column, &formats.text)?;
        }
        Datum::Text(text) => {
            let text: String = clean::visible(text).chars().take(LONGEST).collect();
            sheet.write_string_with_format(row, column, text, &formats.text)?;
        }
        Datum::Number(it) => {
            let format = if it.is_whole() {
                &formats.number
            } else {
                &formats.fraction
            };
            sheet.write_number_with_format(row, column, it.to_f64(), format)?;
        }
        Datum::Fte(it) => {
            sheet.write_number_with_format(row, column, it.to_f64(), &formats.fte)?;
        }
        Datum::Euro(it) => {
            #[expect(
                clippy::cast_precision_loss,
                reason = "a cell holds a float; no budget is near 2^53"
            )]
            let euros = *it as f64;
            sheet.write_number_with_format(row, column, euros, &formats.euro)?;
        }
        Datum::Date(it) => {
            let day = ExcelDateTime::from_ymd(year(*it), month(*it), day_of(*it))?;
            sheet.write_datetime_with_format(row, column, day, &formats.date)?;
        }
        Datum::Light(it) => {
            sheet.write_string_with_format(row, column, words::lamp(*it), formats.of(*it))?;
        }
    }
    Ok(())
}

fn year(day: chrono::NaiveDate) -> u16 {
    u16::try_from(day.year()).unwrap_or_default()
}

fn month(day: chrono::NaiveDate) -> u8 {
    u8::try_from(day.month()).unwrap_or_default()
}

fn day_of(day: chrono::NaiveDate) -> u8 {
    u8::try_from(day.day()).unwrap_or_default()
}
