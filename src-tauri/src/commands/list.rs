// The one list of commands. It is read by the build script (permissions), by the handler (dispatch) and by
// the code generator (the UI's types), so that none of them can forget one.
macro_rules! commands {
    ($each:ident) => {
        $each![
            alerts,
            area,
            discard_report,
            erase_report,
            events,
            home,
            last_place,
            mark_read,
            reply,
            reports,
            retry_report,
            set_language,
            set_server,
            settings,
            submit_report,
            sync_now,
            thread,
            undo_report,
            withdraw_report,
        ]
    };
}
