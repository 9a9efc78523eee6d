### What the first screens of the resident app say; the others say what is in resident.ftl, and load it.
### A test knows which screens are the first.

## The bar

tabs-label = Main
tab-home = Home
tab-reports = Reports
tab-report = Report
tab-alerts = Alerts
tab-community = Community

## Home

call = Call { $number }
greeting-morning = Good morning
greeting-afternoon = Good afternoon
greeting-evening = Good evening
desk-watching = Desk is watching
desk-empty = Nobody at the desk
home-quiet = All quiet: no alerts right now.
home-new-alert = There is a new alert
home-more-alerts = { $count ->
    [one] { $shown } more alert
   *[other] { $shown } more alerts
}
home-unread = { $count ->
    [one] { $shown } new answer from the patrol
   *[other] { $shown } new answers from the patrol
}
home-attention = { $count ->
    [one] { $shown } thing needs your attention
   *[other] { $shown } things need your attention
}
home-waiting = Waiting to send
home-saved-here = { $count ->
    [one] { $shown } saved here
   *[other] { $shown } saved here
}
home-waiting-offline = No connection. They go by themselves as soon as there is one.
home-waiting-sending = They are on their way; you need do nothing.
home-next-event = Next event · { $time }
home-all-events = See all events
home-no-server = Not yet connected to a patrol
home-no-server-text = You can already report: everything is kept on this device and sent once you name your patrol’s server.
home-add-server = Name the server
help-label = Emergency numbers
help-emergency = Somebody in danger?
help-not-emergency = Lamplight is not an emergency line.

fresh-offline = No connection.
fresh-offline-since = No connection. Updated { $ago }.
fresh-stale = Updated { $ago }.
fresh-paused = The patrol’s server takes nothing at present. What you send is kept here.
fresh-again = Try again

call-instead-title = Not received yet — call
call-instead-text = An urgent report has not reached the patrol. It is kept here and tried again, but do not wait for it.

salvage-title = { $count ->
    [one] We found a damaged file and brought back { $shown } report.
   *[other] We found a damaged file and brought back { $shown } reports.
}
salvage-lost = { $count ->
    [one] { $shown } report could not be read in full.
   *[other] { $shown } reports could not be read in full.
}
salvage-look = What was written last may be missing without a trace. Please look through your reports.
salvage-why = The damaged file is kept aside on this device; nothing was deleted.
salvage-dismiss = All right

draft-continue = Continue your report
drafts-continue = { $count ->
    [one] { $shown } report begun
   *[other] { $shown } reports begun
}
drafts-newest = Last: { $what }
gone-back = See my reports
settings-title = Settings

## What is it?

what-title = What is it?
now-label = Emergency
now-question = Happening now, or someone in danger?
crisis-question = Somebody to talk to, now
practice-label = Just practising
practice-why = It goes the whole way, marked as practice. Nobody is sent out.
drafts-see = See the reports begun
directory-open = Who helps, and with what
practice-begin = Send a practice report
shared-coming =
    { $count ->
        [one] Your photo comes along. What is it about?
       *[other] Your { $shown } photos come along. What are they about?
    }

## Alerts

alerts-title = Alerts
alert-title = Alert
alert-gone = This alert is not here any more
alert-gone-text = It is long over, or the patrol took it off the list.
alert-gone-back = See all alerts
