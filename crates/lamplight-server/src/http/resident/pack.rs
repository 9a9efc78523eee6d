//! The map of the area, which devices fetch once and keep.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use lamplight_protocol::error::ErrorCode;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::area_pack::ServedPack;
use crate::error::ApiError;
use crate::http::cached;
use crate::http::errors::PackRefusals;
use crate::http::extract::PackOf;
use crate::http::range::{self, Wanted};

/// A year, which is as good as for ever: under its hash there is never another.
const CACHED: &str = "public, max-age=31536000, immutable";
/// PMTiles, as registered with IANA.
const PMTILES: &str = "application/vnd.pmtiles";

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_pack))
}

/// The bytes of a PMTiles archive.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "it stands for the bytes in the document")]
struct Archive(Vec<u8>);

/// The area's map, or the part of it that `Range` names. After a break, a device goes on where it was.
#[utoipa::path(
    get,
    path = "/v1/area/pack/{sha256}",
    tag = "resident",
    params(
        ("sha256" = String, Path, description = "Its hash, as the area tells it: 64 hexadecimal digits"),
        ("range" = Option<String>, Header, description = "One range of bytes (RFC 9110)"),
        ("if-range" = Option<String>, Header, description = "The ETag of which the range is to be"),
    ),
    responses(
        (status = 200, description = "The whole archive", body = Archive, content_type = "application/vnd.pmtiles"),
        (status = 206, description = "The part; `Content-Range` tells which", body = Archive, content_type = "application/vnd.pmtiles"),
        (status = 304, description = "The caller has it already"),
        PackRefusals,
    ),
)]
async fn get_pack(
    State(deps): State<Arc<Deps>>,
    PackOf(sha256): PackOf,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let pack = deps.area.pack(&sha256).ok_or_else(ApiError::not_found)?;
    let etag = format!("\"{}\"", sha256.as_str());
    let head = [
        (ETAG, etag.clone()),
        (CACHE_CONTROL, CACHED.to_owned()),
        (ACCEPT_RANGES, "bytes".to_owned()),
    ];
    if cached::is_known(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, head).into_response());
    }
    Ok((head, answer(pack, range::wanted(&headers, &etag, size_of(pack)))).into_response())
}

fn size_of(pack: &ServedPack) -> u64 {
    u64::from(pack.told().size_bytes)
}

fn answer(pack: &ServedPack, wanted: Wanted) -> Response {
    let size = size_of(pack);
    let of_length = |length: u64, body: Body| {
        let headers = [
            (CONTENT_TYPE, PMTILES.to_owned()),
            (CONTENT_LENGTH, length.to_string()),
        ];
        (headers, body).into_response()
    };
    match wanted {
        Wanted::Whole => of_length(size, pack.part(0..size)),
        Wanted::Part(part) => {
            let told = format!("bytes {}-{}/{size}", part.start, part.end.saturating_sub(1));
            let body = of_length(part.end - part.start, pack.part(part));
            (StatusCode::PARTIAL_CONTENT, [(CONTENT_RANGE, told)], body).into_response()
        }
        Wanted::Beyond => {
            let refused = ApiError::of_field(
                ErrorCode::Invalid,
                "range",
                format!("range lies beyond the end; there are {size} bytes"),
            );
            let told = [(CONTENT_RANGE, format!("bytes */{size}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, told, refused).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use lamplight_protocol::area::Area;
    use pmtiles::{PmTilesWriter, TileCoord, TileType};

    use crate::area::ServedArea;
    use crate::area_pack::ServedPack;
    use crate::testing::{Call, World};

    /// A pack of one tile that is longer than a chunk, and its bytes.
    fn archive() -> Vec<u8> {
        let mut archive = Cursor::new(Vec::new());
        let mut writer = PmTilesWriter::new(TileType::Mvt)
            .bounds(-1.0, 50.0, 1.0, 51.0)
            .metadata(r#"{"attribution":"A town"}"#)
            .tile_compression(pmtiles::Compression::None)
            .create(&mut archive)
            .unwrap();
        let tile: Vec<u8> = (0..600_000_u32).map(|number| number.to_le_bytes()[1]).collect();
        writer.add_tile(TileCoord::new(0, 0, 0).unwrap(), &tile).unwrap();
        writer.finalize().unwrap();
        archive.into_inner()
    }

    struct Town {
        world: World,
        path: String,
        bytes: Vec<u8>,
    }

    impl Town {
        async fn new() -> Self {
            let (folder, bytes) = (tempfile::tempdir().unwrap(), archive());
            let file = folder.path().join("area.pmtiles");
            std::fs::write(&file, &bytes).unwrap();
            let pack = ServedPack::open(&file).unwrap();
            let world = World::serving(ServedArea::new(Area::anywhere(), Some(pack)).unwrap()).await;
            let told = world.get("/v1/area").await.json()["pack"].clone();
            assert_eq!(told["attribution"], "A town");
            assert_eq!(told["size_bytes"].as_u64(), u64::try_from(bytes.len()).ok());
            let path = format!("/v1/area/pack/{}", told["sha256"].as_str().unwrap());
            Self { world, path, bytes }
        }

        fn call(&self, method: &str) -> Call {
            self.world.call(method, &self.path)
        }
    }

    #[tokio::test]
    async fn the_area_tells_of_its_map_and_gives_it_whole() {
        let town = Town::new().await;
        let whole = town.call("GET").send().await;
        assert_eq!((whole.status, whole.bytes() == town.bytes), (200, true));
        assert_eq!(whole.header("content-type"), "application/vnd.pmtiles");
        assert_eq!(whole.header("cache-control"), super::CACHED);
        let again = town
            .call("GET")
            .header("if-none-match", whole.header("etag"))
            .send()
            .await;
        assert_eq!((again.status, again.bytes().len()), (304, 0));
        let head = town.call("HEAD").send().await;
        assert_eq!((head.status, head.bytes().len()), (200, 0));
        assert_eq!(head.header("content-length"), town.bytes.len().to_string());
    }

    #[tokio::test]
    async fn a_device_goes_on_where_it_was() {
        let town = Town::new().await;
        let half = town.bytes.len() / 2;
        let rest = town
            .call("GET")
            .header("range", format!("bytes={half}-"))
            .send()
            .await;
        assert_eq!((rest.status, rest.bytes() == town.bytes[half..]), (206, true));
        let last = town.bytes.len() - 1;
        let size = town.bytes.len();
        assert_eq!(
            rest.header("content-range"),
            format!("bytes {half}-{last}/{size}")
        );
        assert_eq!(rest.header("content-length"), (size - half).to_string());

        let of_another = town
            .call("GET")
            .header("range", "bytes=1-")
            .header("if-range", "\"old\"");
        assert_eq!(of_another.send().await.status, 200);
        let beyond = town
            .call("GET")
            .header("range", format!("bytes={size}-"))
            .send()
            .await;
        assert_eq!(beyond.status, 416);
        assert_eq!(beyond.header("content-range"), format!("bytes */{size}"));
        assert_eq!(beyond.json()["field"], "range");
    }

    #[tokio::test]
    async fn under_another_hash_or_where_there_is_no_map_there_is_nothing() {
        let town = Town::new().await;
        let other = format!("/v1/area/pack/{}", "ab".repeat(32));
        assert_eq!(town.world.get(&other).await.status, 404);
        assert_eq!(town.world.get("/v1/area/pack/short").await.status, 400);
        let without = World::new().await;
        assert_eq!(without.get(&town.path).await.status, 404);
        assert!(without.get("/v1/area").await.json().get("pack").is_none());
    }
}
