### The desk: the staff’s console in a browser.

desk-title = Lamplight desk
cancel = Cancel

## At the door

sign-in-title = Sign in
sign-in-name = Name
sign-in-password = Password
sign-in-code = Code
sign-in-code-hint = The six digits that your authenticator app shows now, or one of your recovery codes.
sign-in-button = Sign in
sign-in-help = No password yet, or forgotten? Ask an admin for an invitation.
sign-in-missing = Fill in all three.
sign-in-wrong = The name, the password or the code is wrong. Check all three; a code works once.
sign-in-wait-seconds = { $count ->
    [one] Too many tries from here. Try again in { $shown } second.
   *[other] Too many tries from here. Try again in { $shown } seconds.
}
sign-in-wait-minutes = { $count ->
    [one] Too many tries from here. Try again in { $shown } minute.
   *[other] Too many tries from here. Try again in { $shown } minutes.
}
session-ended = You are signed out. What you wrote is still here: sign in, then go on.
invite-title = Welcome, { $name }
invite-text = Choose a password and set up an authenticator app. From then on you sign in with both.
invite-password = Password
invite-password-hint = 12 characters or more: a few words that belong together only for you.
invite-app = Authenticator app
invite-app-text = Enter this key in an authenticator app on your phone. It then shows a new code every half minute.
invite-key = Key
invite-open = Open it in an app on this device
invite-code = The code that the app shows
invite-button = Sign in
invite-gone-title = This invitation is over
invite-gone-text = It was used already, or a day has passed. Ask an admin for a new one.
recovery-title = Keep these codes safe
recovery-text = If you lose your phone, each of them signs you in once in place of its code. They are shown only now.
recovery-copy = Copy
recovery-copied = Copied
recovery-done = I have kept them

## One's own account

sign-in-passkey = Sign in with a passkey
sign-in-or = Or with your name, password and code:
invite-passkey-text = Make a passkey: your phone, computer or security key then signs you in, with your finger, face or PIN. There is nothing to remember, and nothing that could be typed into a false page.
invite-password-instead = Choose a password instead
account-title = Your account
account-passkeys = Passkeys
account-passkeys-text = A passkey signs you in with your finger, face or PIN. Have two, on different devices, in case you lose one.
account-no-passkeys = You have none yet.
account-passkeys-not-here = This browser, or this address of the server, cannot use passkeys.
account-add-passkey = Add a passkey
passkey-name = What to call it
passkey-name-first = My passkey
passkey-name-hint = So that you know it in a list, for example: work phone.
passkey-name-missing = Give it a name.
passkey-make = Make the passkey
passkey-used = Last used { $when }
passkey-never-used = Added { $when }, not used yet
passkey-remove = Remove
passkey-remove-question = Remove “{ $name }”? It will not sign you in any more.
passkey-last = This is your last way in. Add another passkey first.
passkey-refused = This passkey is not known here, or it took too long. Try again.

## The rail

rail-label = Desk
room-reports = Reports
room-patrols = Patrols
room-alerts = Alerts
room-events = Events and news
room-figures = Figures
room-team = Team
list-more = Show older ones
sign-out = Sign out
stream-live = Live
stream-waiting = Waiting
stream-lost = The live connection is lost. The list may be out of date; it comes back by itself.

## Urgent reports, for whoever looks elsewhere

urgent-title = Urgent reports
urgent-notices-off = Show me notifications
urgent-notices-on = Notifications on
urgent-sound-off = Play a sound
urgent-sound-on = Sound on
urgent-ask = When one comes in while you look elsewhere. Your browser will ask you once.
urgent-blocked = Your browser blocks notifications of this page; allow them beside its address.
urgent-notice = An urgent report has come in

## The list of reports

triage-title = Reports
triage-fresh = { $count ->
    [one] { $shown } new report · show
   *[other] { $shown } new reports · show
}
triage-none = No reports here
triage-none-text = New ones appear by themselves.
triage-choose = Choose a report
triage-choose-text = j and k walk through the list, Enter opens. Opening a new report tells the resident that a person has seen it.
triage-left = no longer in this list
triage-full = The list holds no more. Use a filter to find the others.
triage-stale = As of { $when }: what came since is missing.
triage-no-match = Nothing fits this filter
triage-no-match-text = Take a part of it out, or clear it.
triage-show-all = Show ended ones too
filter-title = Find reports
filter-button = Filter
filter-quick = Short cuts
filter-set = What the list is filtered by
filter-take-out = take out of the filter
filter-clear = Clear filters
filter-words = Words, or a reference
filter-said = “{ $words }”
filter-status = Status
filter-open = Open
filter-all = All
filter-category = Category
filter-every-category = Every category
filter-district = District
filter-every-district = Every district
filter-age = Waiting for
filter-every-age = Any time
filter-hours = { $count ->
    [one] More than { $shown } hour
   *[other] More than { $shown } hours
}
filter-days = { $count ->
    [one] More than { $shown } day
   *[other] More than { $shown } days
}
filter-order = Order
order-newest = Newest first
order-due = Most pressing first
order-oldest = Oldest first
filter-overdue = Overdue
filter-mine = Mine
filter-unread = Unread
keys-title = Keys
key-down = Down the list
key-up = Up the list
key-open = Open the report
key-select = Select, or not
key-back = Back to the list
key-search = Search
key-help = These keys
due = due { $when }
due-late = was due { $when }

desk-status-received = New
desk-status-seen = Seen
desk-status-assigned = In charge
desk-status-on_the_way = On the way
desk-status-resolved = Resolved
desk-status-closed = Closed
desk-status-withdrawn = Withdrawn
desk-practice = practice

## One report

report-title = Report
report-received = received { $time }
report-anonymous = anonymous
report-named = with a name
report-practice = A practice report: answer it as you would, and send nobody.
act-take = Take charge
act-give-back = Give back
act-on-the-way = Patrol on the way
act-resolve = Resolve
act-close = Close
act-reopen = Open again
facts-title = What was seen
facts-no-words = No words were given.
facts-place = Place
facts-no-place = Not given
facts-when = When
facts-future = This time lay in the future when the report came in.
facts-contact = Contact
facts-no-contact = None: anonymous
facts-language = Answer in
history-title = What happened
history-original = The report that it follows: { $status }
history-removed = The patrol took out { $part }
desk-feedback-fixed = The resident says: it was fixed
desk-feedback-not-fixed = The resident says: not yet fixed
photos-to-come = { $count ->
    [one] { $missing } of { $shown } photo to come
   *[other] { $missing } of { $shown } photos to come
}
photo-state-to_come = still to come
photo-state-checking = has arrived; it is being made safe to look at
photo-state-unreadable = what arrived is not a picture that can be shown
photo-state-removed = removed by the patrol
ending-outcome = What was done
ending-reason = Why it is closed
ending-same-as = The same as
ending-choose = Choose a report
ending-message = Tell the resident (optional)
desk-reason-no_action_needed = No action needed
desk-reason-no_basis = No basis: what was described gives no ground to act
desk-reason-not_ours = Not ours: another office is in charge
desk-reason-not_found = Nothing found there
desk-reason-duplicate_of = The same as another report
desk-conversation = Conversation
desk-no-messages = Nothing was said yet.
desk-patrol = Patrol
desk-resident = Resident
desk-reply-label = Write to the resident
desk-conversation-text = The resident reads what stands here.
standing-title = How it stands
standing-charge = { $name } is in charge
standing-on-the-way = On the way: { $name }
standing-follows = Follows { $reference }
standing-nobody = Nobody is in charge
standing-urgent = Urgent
standing-entered = Entered by { $name } for somebody who rang up
standing-referred = Referred to { $name } by { $by }
act-assign = Assign
act-refer = Refer
act-merge = { $count ->
    [one] Merge: { $shown } near here
   *[other] Merge: { $shown } near here
}
act-done = Done
assign-to = Who is in charge
assign-choose = Choose somebody
assign-me = { $name } (you)
wrong-assign = Choose who is to be in charge.
refer-text = They see this report from then on. Whoever is in charge stays so.
refer-to = To whom
refer-responders = The responders for wellbeing
refer-person = a colleague
refer-reason = Why (only staff read this)
wrong-refer = Say why, so that they know what to do.
refer-end = End the referral
refer-end-question = { $name } will no longer see this report by the referral.
profiling-title = Go by what was done
profiling-text = These words may describe how somebody looks more than what they did. Looks are no ground to act. If nothing was done, close it without basis.
profiling-no-basis = Close: no basis
profiling-words = Read the resident’s words, which may describe how somebody looks
ending-no-basis = The resident reads that what was described gives no ground to act. Say in a sentence what would.
merged-into = This report follows another one:
merged-here = These reports follow this one. Whoever sent them hears what comes of it.
merge-separate = Separate again
merge-separate-question = It goes its own way again, and is open.
merge-title = About the same?
merge-text = The one that follows is closed as the same; its resident hears what comes of the other. It can be separated again.
merge-this = This one
merge-other = The other one
merge-follow = This one follows { $reference }
merge-lead = { $reference } follows this one
similar-metres = { $metres } m
similar-roughly = in the same part of town
similar-same-hour = within the hour
similar-hours = { $count ->
    [one] { $shown } h apart
   *[other] { $shown } h apart
}
similar-category = same category
similar-other-category = another category
similar-received = Received
notes-title = Notes of the desk
notes-text = Only staff read this. Residents never see it.
notes-label = Note for staff
notes-keep = Keep note
entry-note = Note: { $text }
entry-assigned = Put { $name } in charge
entry-given-back = Gave it back: nobody is in charge
entry-referred = Referred to { $name }: { $reason }
entry-referral-ended = Ended the referral to { $name }
entry-merged = { $reference } follows this report
entry-unmerged = { $reference } goes its own way again
entry-redacted = Took out { $part }: { $reason }
entry-entered = Entered it for somebody who rang up
keeping-title = How long it is kept
keeping-open = It is kept while it is open, and for some time after it ended.
keeping-until = It is forgotten after { $time }. Figures stay, without a name, a word or an exact place.
keeping-asked = { $name } asks to hold it for a legal case. Unless somebody else agrees, that lapses on { $time }.
keeping-held = Held for a legal case. Nothing of it can be removed until two people let it go.
keeping-end-asked = Held for a legal case. { $name } asks to let it go.
hold-ask = Hold for a legal case
hold-ask_end = Ask to let it go
hold-agree = Agree
hold-take_back = Take back
hold-text-ask = Nothing of it can then be removed, not even by its resident. A second person must agree within a week.
hold-text-ask_end = A second person must agree. It is then forgotten when its time comes.
hold-text-agree = With you, two people have decided it.
hold-text-take_back = What was asked for is no longer asked for.
hold-reason = Why, with the number of the case (only staff read this)
wrong-hold = Say why, so that others can judge it.
entry-hold-ask = Asked for a legal hold: { $reason }
entry-hold-ask_end = Asked to end the legal hold: { $reason }
entry-hold-agree = Agreed about the legal hold: { $reason }
entry-hold-take_back = Took back what was asked about the legal hold: { $reason }
desk-reply-ready = Ready replies
desk-reply-placeholder = To the resident, in { $language }
desk-reply-look = Look it over
desk-reply-preview = Before it is sent
desk-reply-will-read = The resident will read this. They want answers in: { $language }.
desk-reply-send = Send to the resident
desk-reply-back = Go on writing
changed-what = Meanwhile:
changed-again = What you filled in is still here. Look at it again, then press once more if it still holds.
change-status = It is now: { $status }
change-wrote = The resident wrote: { $text }
change-answered = A colleague answered: { $text }
change-other = The resident did something else.
change-by = { $name }: { $what }
redact-open = Take something out
redact-title = Take something out
redact-text = For what must not be kept, such as the name of somebody else. What is taken out is destroyed, for residents and staff alike, and cannot be brought back.
redact-part = From what
redact-note = the resident’s words
redact-place = the words for the place
redact-contact = the contact
redact-message = a message
redact-photo = a photo
redact-unknown = something
redact-mark = Select the words that must go
redact-strike = Strike out what is selected
redact-again = Begin again
redact-select = Select some words in the text first.
redact-left = What stays
redact-reason = Why (only staff read this)
redact-button = Destroy it
wrong-redact-reason = Say why it is taken out.
row-profiling = check the basis
row-merged = { $count ->
    [one] { $shown } follows
   *[other] { $shown } follow
}
select-report = Select { $reference }
bulk-title = Selected reports
bulk-selected = { $count ->
    [one] { $shown } report selected
   *[other] { $shown } reports selected
}
bulk-full = { $count ->
    [one] No more than { $shown } at once.
   *[other] No more than { $shown } at once.
}
bulk-clear = Select none
bulk-done = { $count ->
    [one] { $shown } report was changed.
   *[other] { $shown } reports were changed.
}
bulk-refused = { $count ->
    [one] { $shown } was not. It is still selected:
   *[other] { $shown } were not. They are still selected:
}
bulk-undo = Undo
enter-title = A report by telephone
enter-open = By telephone
enter-text = Write down what you are told. Ask what they saw somebody do, not how they looked.
enter-choose = Choose
enter-behaviours = What did they do?
enter-place = Where: a street, a landmark, how to find it
enter-note = What happened, in their words
enter-name = Name (optional)
enter-reach = How to reach them (optional)
enter-practice = A practice report
enter-button = Take the report
enter-done = The report is taken
wrong-category = Choose what it is about.
read-out-title = To read out
read-out-text = Read both out, and let them write it down. With them they follow the report in the app or on the web.
read-out-reference = Reference
read-out-receipt = Receipt
read-out-letters = There is no letter O, I, L or U in it: what sounds like one is a zero or a one.
read-out-once = It is shown this once. Nobody can look it up again.
read-out-done = I have read it out

## Alerts

alert-new = New alert
alert-update = Update
alert-end = Give the all-clear
alert-end-note = What to tell people with it (optional)
alert-as-seen = As residents see it:
alerts-choose = Choose an alert
alerts-choose-text = Or write a new one. End what is no longer true.
desk-no-alerts = No alerts
desk-no-alerts-text = There is nothing in force.
alert-five-parts = People act on an alert that says five things: who says so, what it is, where, until when, and what to do. None may be missing.
alert-field-headline = Headline: one line that says it all
alert-field-instruction = What to do
alert-field-hazard = What it is
alert-field-place = Where
alert-field-source = Who says so
alert-field-description = More about it (optional)
alert-field-expires = Until when
alert-example-headline = Gas smell near Mill Street
alert-example-instruction = Keep away from Mill Street. Use Quay Road.
alert-example-hazard = Leaking gas: it can catch fire
alert-example-place = Mill Street between the bridge and the school
alert-example-source = The patrol
also-in = Also in { $language }
alert-in-1 = 1 hour
alert-in-4 = 4 hours
alert-in-12 = 12 hours
alert-in-24 = 1 day
alert-how-loud = How loud
alert-urgency = How soon
urgency-immediate = Now
urgency-expected = Within the hour
urgency-future = Later
urgency-past = It is over
urgency-unknown = Not known
alert-severity = How bad
severity-extreme = Extraordinary threat to life
severity-severe = Significant threat
severity-moderate = Possible threat
severity-minor = Hardly any threat
severity-unknown = Not known
alert-certainty = How sure
certainty-observed = Seen
certainty-likely = Likely
certainty-possible = Possible
certainty-unlikely = Unlikely
certainty-unknown = Not known
loudness-extreme = Shown first, on the home screen.
loudness-severe = Shown on the home screen, unless another one says to act now.
loudness-moderate = Shown on the home screen, unless there is a louder one.
loudness-minor = Shown on the home screen only when there is no louder one.
alert-category = Kind of hazard
hazard-safety = Safety
hazard-fire = Fire
hazard-met = Weather
hazard-infra = Gas, water, power
hazard-transport = Transport
hazard-health = Health
hazard-env = Environment
hazard-security = Security
hazard-rescue = Rescue
hazard-geo = Earth movement
hazard-cbrne = Dangerous substances
hazard-other = Other
alert-status = Is it meant?
alert-is-actual = Yes: to be acted on
alert-is-exercise = Part of an exercise
alert-is-test = Only a test
alert-publish = Publish the alert
alert-publish-update = Publish the update
alert-parts = The five parts
alert-part-missing = missing
alert-part-there = there
alert-parts-there = { $there } of 5 parts are there.
alert-area = Where on the ground
alert-area-everywhere = For everybody. Choose districts or draw an area to warn only those there.
alert-area-part = For those inside what is marked.
alert-area-districts = Districts
alert-area-drawing = The area of the patrol, its districts and what is drawn
alert-area-draw = Draw an area
alert-area-corners = Corners of area { $number }
alert-area-how = One corner a line, north first: 60.01000, 24.02000. Or click on the drawing to add one.
alert-area-wrong = A line is not a corner. Write two numbers: degrees north, then degrees east.
alert-area-few = An area needs at least three corners.
alert-area-undo = Remove the last corner
alert-area-remove = Remove this area
alert-area-all = Everywhere
alert-send-at = Send later, at
alert-send-at-text = Leave it empty to send it now. It goes out once, by itself, also when nobody is here.
alert-preview = As residents will see it
alert-preview-later = Say until when it holds, and it is shown here.
alert-second-text = An alert this loud waits until a second person has approved it.
alert-propose = Ask a second person
alert-proposed = It waits for a second person
alert-schedule = Schedule the alert
alert-keep = Keep as a draft
alert-kept = Kept as a draft
alert-end-text = Everybody who saw the alert is told that it is over. This needs nobody else and cannot be undone.
alert-recall = Take back
alert-recall-text = For an alert that should never have been sent. Everybody who saw it is told that it was wrong. This cannot be undone.
alert-recall-note = Why it is taken back
alert-closing-missing = Say it in { $language } too.
alert-history = What was done
alerts-waiting = To be done
alerts-sent = Sent
plan-is-draft = Draft
plan-is-awaiting_approval = Waits for approval
plan-is-scheduled = Scheduled
plan-is-expired = Never sent: its time has passed
plan-is-review = To be reviewed
plan-title = Prepared alert
plan-of-update = Prepared update
plan-draft = A draft by { $by }. Nobody outside sees it.
plan-awaiting = { $by } asks for approval. It can be approved until { $until }; then it is a draft again.
plan-scheduled = Goes out by itself: { $at }. Asked for by { $by }.
plan-expired = Its time passed before it was sent. Change its times, or drop it.
plan-send-at = To be sent: { $at }
plan-exactly = Exactly this goes out:
plan-changes = What changes for residents
plan-what = What
plan-before = Now
plan-after = Then
plan-no-changes = It says the same as what residents see now.
plan-edit = Change it
plan-discard = Drop it
plan-discard-update = Drop this update? What residents see stays as it is.
plan-discard-whole = Drop this alert? It was never sent.
decision-title = Is it right, for these people, now?
decision-words = What to say to it (needed to decline)
decision-words-needed = Say why it should not go out, so that it can be mended.
decision-approve = Approve, and send
decision-decline = Decline
decision-approved = Approved
decision-declined = Declined
alone-begin = Nobody else is here
alone-text = Only when lives are in danger and nobody else who may publish is at a console. It goes out at once, under your name alone, and somebody else reviews it afterwards.
alone-why = Why it cannot wait
alone-why-needed = Say why it cannot wait for a second person.
alone-send = Send it alone
review-title = Sent without a second person
review-text = { $by } sent it alone. The reason given: { $reason }
review-not-yours = Somebody else reviews it.
review-begin = Review it
review-words = What the review found
review-words-needed = Say what the review found.
review-send = Close the review
review-done = Reviewed
step-wrote = { $by } wrote it
step-proposed = { $by } asked a second person
step-approved = { $by } approved it
step-declined = { $by } declined it
step-scheduled = { $by } scheduled it
step-sent = Sent, asked for by { $by }
step-sent_alone = { $by } sent it alone
step-ended = { $by } gave the all-clear
step-recalled = { $by } took it back
step-discarded = { $by } dropped what was prepared
step-reviewed = { $by } reviewed it
step-missed = Not sent: its time had passed ({ $by })
alert-published = Published
alert-missing = Something is missing: fill in the marked fields.

## Events

event-new = New event
event-update = Change
event-save = Save the change
event-cancel = Cancel the event
event-cancel-note = Why, for the people who meant to come
event-publish = Publish the event
event-published = Published
event-was = Past
event-missing = Something is missing: fill in the marked fields.
event-field-title = What it is called
event-field-description = What happens there, and for whom
event-field-starts = Begins
event-field-ends = Ends
event-zone = Times in { $zone }
event-zone-utc = Times in UTC. If the clocks of your area show another time, ask an admin to name its time zone.
event-field-place = Where
event-field-kind = Kind
event-field-capacity = How many fit (optional)
event-field-languages = Languages spoken there
picture-title = Picture (optional)
picture-hint = It is made smaller, and nothing but the picture itself is kept: no place, no camera, no time.
picture-choose = Choose a picture
picture-another = Choose another
picture-remove = Remove the picture
picture-removed = Picture removed
picture-preparing = Preparing the picture…
picture-ready = The picture is ready. Say below what it shows.
picture-description = What the picture shows
picture-description-hint = For those who cannot see it: who or what is there, and any words on it.
picture-missing = This picture cannot be shown just now.
event-clash = At the same time: { $title }, { $time }, { $place }

## News

news-new = New item
news-update = Change
news-publish = Publish
news-published = Published
news-withdraw = Withdraw
news-withdraw-question = Take this off everybody’s list? Of what it says nothing stays.
news-withdrawn = Withdrawn
news-field-title = What it is about
news-field-text = What there is to know
news-published-at = Published { $when }
news-choose = Choose an item
news-choose-text = What it says, in each language, appears here.
desk-no-news = No news yet
desk-no-news-text = What you publish here, everybody reads in the app.
list-events = Events
list-news = News
coming-title = Who means to come
coming-nobody = Nobody has said so yet
coming-people = { $count ->
    [one] { $shown } person
   *[other] { $shown } people
}
coming-people-of = { $shown } of { $capacity } places
coming-text = People are counted without their names.
events-choose = Choose an event
events-choose-text = Or write a new one.
desk-no-events = No events
desk-no-events-text = Nothing is planned yet.

## The team

team-title = Team
team-invite = Invite somebody
team-name = Name
team-name-hint = By which they sign in. Somebody of this name who is here already gets these roles, and a new password.
team-make-link = Make the link
team-link-title = The link for { $name }
team-link-text = It opens once, within a day. It is shown only now.
team-done = Done
team-roles = What they do
team-districts = Where
team-everywhere = In all districts
team-somewhere = Only in some
team-you = you
team-self = Another admin changes your rights.
team-change = Change
team-save = Save
team-end-sessions = Sign out everywhere
team-shut-out = Shut out
team-let-in = Let in again
team-state-shut_out = shut out
team-state-signed_in = signed in
team-state-invited = invited
team-state-enrolled = not signed in
team-state-not_enrolled = has no password yet
role-dispatcher = Dispatcher
role-dispatcher-text = Takes reports in and hands them out
role-officer = Officer
role-officer-text = Goes out to them
role-responder = Responder
role-responder-text = Looks after people: reports about wellbeing
role-publisher = Publisher
role-publisher-text = Publishes alerts and events
role-admin = Admin
role-admin-text = Invites people and gives them their rights; sees no report by that
wrong-roles = Choose one at least.

## What stands in the way of a change

obstacle-changed = Somebody changed it meanwhile. Here is what it says now. What you wrote is still in the form: send it to put it in its place, or cancel.
obstacle-published = It is already published: the answer was lost on its way. Here is what it says. What you wrote is still in the form: send it to put it in its place.
obstacle-over = It is over by now, and cannot be changed any more. What you wrote is still in the form, to be copied. Here is what it says now.

## What is wrong with a field

wrong-expires = The alert must end after it begins, and within 7 days. Renew it instead of letting it stand longer.
wrong-no-expires = Say until when it holds.
wrong-effective = It may begin at most 30 days ahead.
wrong-headline = The headline must say something, in up to 160 characters.
wrong-part = This must say something, in up to 200 characters.
wrong-instruction = Say what to do, in up to 2,000 characters.
wrong-title = The title must say something, in up to 120 characters.
wrong-description = The description must say something, and not be too long.
wrong-picture = This file cannot be used as a picture. Choose a JPEG, PNG or WebP file of at most 4 MB.
wrong-picture-description = Say in each language what the picture shows, in up to 400 characters.
wrong-picture-gone = The picture is no longer here. Choose it once more.
wrong-starts-at = It may begin at most two years ahead.
wrong-ends-at = It must end after it begins, not in the past, and within 31 days.
wrong-outcome = Say what was done, in up to 1,000 characters.
wrong-reason = Choose a reason.
wrong-duplicate-of = Choose the report that it is the same as.
wrong-cancel-note = Say why, so that nobody stands before a closed door.
wrong-password = The password must have 12 characters or more, not counting your name.
wrong-code = This is not the code that the app shows now. Wait for the next one.

## What the team did

audit-title = What was done
audit-about = Who did what, and when. What it was about is not kept here.
audit-export = Save as a file
audit-who = Who
audit-everybody = Everybody
audit-what = What
audit-everything = Everything
audit-kind-report = Reports
audit-kind-alert = Alerts
audit-kind-event = Events
audit-kind-person = People
audit-kind-session = Signing in
audit-kind-token = Programs
audit-kind-deployment = The server
audit-from = From
audit-until = Until
audit-none = Nothing that fits.
audit-more = Show older ones
audit-command-line = Whoever looks after the server
audit-server = The server
audit-unchained = { $count ->
    [one] { $shown } newer row is not listed yet.
   *[other] { $shown } newer rows are not listed yet.
}
act-report-status = changed the status of a report
act-report-message = wrote to a resident
act-reports-export = took all reports out
act-alert-publish = published an alert
act-alert-update = changed an alert
act-alert-end = ended an alert
act-news-publish = published news
act-news-update = changed news
act-news-withdraw = withdrew news
act-picture-keep = sent a picture
act-patrol-plan = planned a shift’s walks
act-patrol-edit = changed a plan of walks
act-patrol-call-off = called a shift off
act-patrol-visit = logged a visit on patrol
act-patrol-note = noted something on patrol
act-trial-plan = planned a trial
act-trial-call-off = called a trial off
act-event-publish = published an event
act-event-update = changed an event
act-event-cancel = cancelled an event
act-person-invite = invited somebody
act-invitation-withdraw = took an invitation back
act-person-enrol = chose a password or made a passkey
act-person-rights = changed somebody’s rights
act-person-shut-out = shut somebody out
act-person-let-in = let somebody in again
act-passkey-add = added a passkey
act-passkey-remove = removed a passkey
act-session-open = signed in
act-session-end = ended a session
act-session-end-all = signed somebody out everywhere
act-token-create = made a service token
act-token-revoke = revoked a service token
act-incidents-import = imported incidents
act-incidents-forget = forgot the incidents of a source
act-streets-keep = imported the streets
act-audit-export = saved this list
act-deployment-restore = restored a backup
act-deployment-backup = made a backup

## What is withheld

facts-place-rough = Only roughly known until you say why you need it.
withheld-show-place = Show the exact place
withheld-show-contact = Show the contact
withheld-why-place = Why do you need the exact place?
withheld-why-contact = Why do you need the contact?
withheld-recorded = It is recorded that you looked, and why.
withheld-reason = Reason
withheld-reason-going_there = Somebody is going there
withheld-reason-reaching_them = To reach whoever reported
withheld-reason-comparing = To compare with another report
withheld-reason-handing_over = To hand it over to another service
withheld-reason-other = Another reason
withheld-reason-missing = Choose a reason.
withheld-words = In your words
withheld-words-missing = Say the reason in a few words.
withheld-open = Show it
act-report-place-read = looked at the exact place of a report
act-report-contact-read = looked at the contact of a report

## How the patrol does

figures-desk-page = What everybody sees
figures-desk-next = Next: { $month }
figures-desk-next-at = Told by itself from { $date } on. Until then more reports come in, and more is done with them.
figures-desk-counts = What is hidden, and why
figures-desk-counts-text = Only the desk sees these numbers.
figures-desk-fate = For residents
figures-fate-told = Told
figures-fate-too_low = Hidden: too few
figures-fate-betraying = Hidden: a number that is too low could be worked out from it
figures-desk-all = All
figures-desk-preview = What residents would see now
figures-desk-places = Places told as often reported: { $shown }
figures-desk-told = Told so far

## You said, we did

history-initiative = Told what was done because of it
act-report-initiative = Told a resident what was done
act-initiative = Tell what was done
initiative-news = Which initiative
initiative-choose = Choose one
initiative-tell = Tell them
initiative-text = Each of these residents hears of it once, in the thread of their report. It cannot be taken back.
initiative-none = No news tell of an initiative yet
initiative-none-text = Publish news first, and mark them as something that residents asked for.
initiative-wrong = Choose which initiative they are told of.
initiative-mark = Residents asked for it
initiative-mark-text = “You said, we did”: those who reported it can be told, and everybody reads of it on the public page.
initiative-outcome-text = Once that is known; also when it changed nothing.

## Trials

trials-title = What is tried
trials-text = Something is tried in places that the lot chooses, and not in others like them. It is measured a week after its end, once, and everybody is told what came of it, whichever way.
trials-none = Nothing was planned yet.
trials-new = Plan a trial
trials-state-planned = Planned
trials-state-running = Under way
trials-state-ended = Over, is measured after a week, when all records are in
trials-state-measured = Measured
trials-state-called_off = Called off
trials-expected = Expected in each group: { $shown }. Needed: { $needed }. Chance to see a change of 23 %: { $power } %
trials-places = Where it is tried: { $shown } places
trials-places-text = The middle of each, for plans of walks to ask for. Tell nobody outside the patrol.
trials-call-off = Call off
trials-call-off-sure = Call this trial off? What was planned cannot be taken up again, and if it has begun, everybody is told that it was called off.
trials-categories = What is counted
trials-from = Begins
trials-until = Ends
trials-pairs = Pairs of places
trials-pairs-hint = From 3 to 100. One of each pair is chosen by lot.
trials-preview = Look at what can be expected
trials-plan = Plan it
trials-enough = Enough to see a change of 23 % with a chance of 80 %.
trials-not-enough = Probably too few to tell. More pairs, more time, or more that is counted would help.
trials-found = Pairs of places found: { $shown }
trials-missing = Fill in everything, and choose at least one thing that is counted.
trials-wrong-time = It must begin from now on, within 90 days, and last from 14 days to a year; reports of residents are kept for about three months.
trials-wrong-places = Too few places apart from each other where this was reported. Count more, or import more.
trials-wrong-meanwhile = Another trial is planned or under way at that time.
trials-wrong-analysis = Trials need the analysis switched on, and an area with an outline.
