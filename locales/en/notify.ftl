### Mail to people of the patrol who have no console open. The server words it, in the first language of the area.
### $count only chooses the plural; $shown is the number, written.

notify-urgent-subject = Urgent report waiting: { $category }
notify-urgent = An urgent report has come in, and nobody has the console open. Please look at it there:

notify-reminder-subject = Something waits at the desk
notify-reminder-reports = { $count ->
    [one] { $shown } report waits for an answer that is overdue.
   *[other] { $shown } reports wait for an answer that is overdue.
}
notify-reminder-proposals = { $count ->
    [one] { $shown } alert waits for a second person.
   *[other] { $shown } alerts wait for a second person.
}
notify-reminder-reviews = { $count ->
    [one] { $shown } alert was sent by one person alone and waits for its review.
   *[other] { $shown } alerts were sent by one person alone and wait for their review.
}
notify-reminder = Nobody has the console open. Please look there:

notify-test-subject = Lamplight: a test
notify-test = Mail from your Lamplight server arrives. This was a test; the console is here:

## What the resident's device shows outside the window, worded by the app. An alert is told in the patrol's own words.

tell-updated = Updated: { $headline }
tell-ended = All clear: { $headline }
tell-recalled = Taken back: { $headline }
tell-where-until = { $place } · until { $until }
tell-ended-text = It is over.
tell-recalled-text = It was sent by mistake. There is nothing for you to do.
# $day is one of mon, tue, wed, thu, fri, sat, sun.
tell-day =
    { $day ->
        [mon] Monday { $time }
        [tue] Tuesday { $time }
        [wed] Wednesday { $time }
        [thu] Thursday { $time }
        [fri] Friday { $time }
        [sat] Saturday { $time }
       *[sun] Sunday { $time }
    }
tell-open = Open
tell-reminder = You said you are coming: { $title }
tell-when-where = { $when } · { $place }
tell-test = This is how alerts reach you
tell-test-text = You asked for a test. Nothing has happened.
tell-staying = Lamplight is still listening
tell-staying-text = Alerts reach you with the window closed. In the settings you can have it end instead.
tray-open = Open Lamplight
tray-quit = Stop listening and quit
