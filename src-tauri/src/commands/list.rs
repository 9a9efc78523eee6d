// The one list of commands. It is read by the build script (permissions), by the handler (dispatch) and by
// the code generator (the UI's types), so that none of them can forget one.
macro_rules! commands {
    ($each:ident) => {
        $each![
            alerts,
            area,
            attach_photo,
            describe_photo,
            detach_photo,
            discard_draft,
            discard_report,
            dismiss_salvage,
            draft,
            drafts,
            erase_report,
            events,
            follow_report,
            give_feedback,
            home,
            last_place,
            mark_read,
            news,
            photo_bytes,
            picture_bytes,
            reopen_report,
            reply,
            reports,
            retry_report,
            save_draft,
            set_language,
            set_server,
            settings,
            start_draft,
            submit_draft,
            sync_now,
            thread,
            undo_report,
            withdraw_report,
        ]
    };
}
