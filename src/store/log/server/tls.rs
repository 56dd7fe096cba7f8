//! The encrypted line: the server's certificate is always checked, its name and its chain.

use std::env;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::Address;
use crate::plan::clean;
use crate::store::error::reason;

/// What encrypts a line.
pub type Tls = MakeRustlsConnect;

/// What encrypts the line to an address. Trusted is who stands in the file of `$PGSSLROOTCERT`,
/// or else whom the system trusts. Where the line doesn't leave this machine it does nothing.
///
/// # Errors
/// A Dutch sentence, where there is nobody to trust.
pub fn connector(address: &Address) -> Result<Tls, String> {
    let roots = if address.is_plain() {
        RootCertStore::empty()
    } else {
        let named = env::var_os("PGSSLROOTCERT").filter(|it| !it.is_empty() && it != "system");
        match named {
            Some(path) => of_file(path.as_ref())?,
            None => of_system()?,
        }
    };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|why| format!("de versleuteling begint niet: {why}"))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn of_file(path: &Path) -> Result<RootCertStore, String> {
    let shown = clean::one_line(&path.to_string_lossy()).into_owned();
    let said = |why: &str| format!("het certificaatbestand {shown} ($PGSSLROOTCERT) {why}");
    let read = CertificateDer::pem_file_iter(path);
    let read = read.and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let certificates = read.map_err(|why| match why {
        pem::Error::Io(why) if why.kind() == ErrorKind::InvalidData => said("is geen PEM"),
        pem::Error::Io(why) => said(&format!("is niet te lezen: {}", reason(&why))),
        _ => said("is geen PEM"),
    })?;
    let mut roots = RootCertStore::empty();
    for certificate in certificates {
        let added = roots.add(certificate);
        added.map_err(|_unsound| said("heeft een certificaat dat niet te lezen is"))?;
    }
    if roots.is_empty() {
        return Err(said("heeft geen certificaat"));
    }
    Ok(roots)
}

fn of_system() -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    // One that can't be read trusts nobody; the others do.
    let (_added, _unread) = roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        return Err(
            "deze computer vertrouwt geen enkele uitgever van certificaten; zet die van de \
             server als PEM in een bestand en het pad in $PGSSLROOTCERT"
                .to_string(),
        );
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use std::fs::OpenOptions;
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_file_without_anyone_to_trust_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("root.pem");
        let good = rcgen::generate_simple_self_signed(["ca".to_string()]).unwrap();
        for (text, sentence) in [
            (String::new(), Some("heeft geen certificaat")),
            ("geen PEM".to_string(), Some("heeft geen certificaat")),
            (
                good.signing_key.serialize_pem(),
                Some("heeft geen certificaat"),
            ),
            (good.cert.pem().replace("MII", "MIM"), Some("niet te lezen")),
            (
                "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----".to_string(),
                Some("is geen PEM"),
            ),
            (good.cert.pem(), None),
            (format!("{0}{0}", good.cert.pem()), None),
        ] {
            let mut options = OpenOptions::new();
            let file = options.write(true).create(true).truncate(true).open(&path);
            file.unwrap().write_all(text.as_bytes()).unwrap();
            let said = of_file(&path).err();
            let fits = match (&said, sentence) {
                (Some(said), Some(part)) => said.contains(part) && said.contains("root.pem"),
                (None, None) => true,
                _ => false,
            };
            assert!(fits, "{text}: {said:?}");
        }
        let said = of_file(&dir.path().join("none")).unwrap_err();
        assert!(said.contains("ENOENT"), "{said}");
    }
}
