//! What the phones' projects say about the app, as far as files tell. Neither is built here.

use lamplight_protocol::limits::PHOTOS_PER_REPORT_MAX;

const MANIFEST: &str = include_str!("../../gen/android/app/src/main/AndroidManifest.xml");
const ACTIVITY: &str =
    include_str!("../../gen/android/app/src/main/java/org/lamplight/resident/MainActivity.kt");
const EXTRACTION: &str = include_str!("../../gen/android/app/src/main/res/xml/data_extraction_rules.xml");
const GRADLE: &str = include_str!("../../gen/android/app/build.gradle.kts");
const PLIST: &str = include_str!("../../Info.ios.plist");

/// What stands between each of these and the next quotation mark.
fn quoted<'t>(text: &'t str, after: &str) -> Vec<&'t str> {
    let pieces = text.split(after).skip(1);
    pieces.filter_map(|piece| piece.split('"').next()).collect()
}

#[test]
fn android_asks_for_nothing_that_the_app_has_no_use_for() {
    let permissions = quoted(MANIFEST, "<uses-permission android:name=\"android.permission.");
    let wanted = [
        "INTERNET",
        "ACCESS_COARSE_LOCATION",
        "ACCESS_FINE_LOCATION",
        "POST_NOTIFICATIONS",
    ];
    assert_eq!(permissions, wanted);
    assert_eq!(MANIFEST.matches("<uses-permission").count(), wanted.len());
    assert!(!MANIFEST.to_lowercase().contains("leanback"));
    // No device is kept out for lack of a part.
    let features = MANIFEST.matches("<uses-feature").count();
    assert_eq!(MANIFEST.matches("android:required=\"false\"").count(), features);
}

#[test]
fn android_copies_nothing_of_the_app_to_a_cloud_or_another_device() {
    assert_eq!(quoted(MANIFEST, "android:allowBackup=\""), ["false"]);
    assert_eq!(
        quoted(MANIFEST, "android:dataExtractionRules=\""),
        ["@xml/data_extraction_rules"]
    );
    let domains = ["root", "file", "database", "sharedpref", "external"];
    // Once for the cloud, once for another device.
    assert_eq!(
        quoted(EXTRACTION, "<exclude domain=\""),
        [domains, domains].concat()
    );
}

#[test]
fn android_opens_one_activity_to_others_and_speaks_no_plain_http() {
    assert_eq!(MANIFEST.matches("android:exported=\"true\"").count(), 1);
    assert!(GRADLE.contains("manifestPlaceholders[\"usesCleartextTraffic\"] = \"false\""));
    let config: serde_json::Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    let id = config["identifier"].as_str().unwrap();
    assert_eq!(quoted(GRADLE, "applicationId = \""), [id]);
}

#[test]
fn android_offers_the_app_for_pictures_and_nothing_else_and_somebody_takes_them() {
    assert_eq!(quoted(MANIFEST, "android:mimeType=\""), ["image/*"]);
    assert_eq!(
        quoted(MANIFEST, "<action android:name=\"android.intent.action."),
        ["MAIN", "SEND", "SEND_MULTIPLE"]
    );
    assert_eq!(quoted(ACTIVITY, "const val SHARED = \""), [crate::shared::FOLDER]);
    let count = ACTIVITY.split("PICTURES_MAX = ").nth(1).unwrap().lines().next();
    assert_eq!(count, Some(PHOTOS_PER_REPORT_MAX.to_string().as_str()));
}

#[test]
fn ios_says_what_each_of_its_permissions_is_for() {
    for key in [
        "NSCameraUsageDescription",
        "NSPhotoLibraryUsageDescription",
        "NSLocationWhenInUseUsageDescription",
    ] {
        let (_, after) = PLIST.split_once(&format!("<key>{key}</key>")).unwrap();
        let text = after.trim_start().strip_prefix("<string>").unwrap();
        let text = text.split("</string>").next().unwrap();
        assert!(text.starts_with("To ") && text.ends_with('.'), "{key}: {text}");
    }
    // What is not asked for needs no reason, and what has no reason is not asked for.
    assert_eq!(PLIST.matches("<key>NS").count(), 3);
    assert!(!PLIST.contains("NSAllowsArbitraryLoads"));
}
