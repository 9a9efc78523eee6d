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
