### The resident app.

## What did the person do?

behaviour-title = What did they do?
behaviour-why = Choose what you saw. Being there is not suspicious; what somebody does can be.
behaviour-label = What was seen
behaviour-none = None of these
behaviour-none-why = Being uneasy is no mistake. But how somebody looks, or that they are there, is nothing the patrol can act on. Something else may help more:
behaviour-none-danger = Is somebody in danger now?
behaviour-none-closest = Did they do something else? Choose what comes closest, and tell it in your own words on the next page.
behaviour-none-worry = Could it be that they need help?
behaviour-none-thing = Is it rather about a thing, or about noise?
behaviour-none-other = Another kind of report
behaviour-none-talk = Would you like to talk it over?
behaviour-none-leave = Leave it for now
continue = Continue

## Review and send

change = Change
change-category = what it is about
place-label = Place
place-label-last = Place · as last time
place-none = Not given
place-pin = Pin at { $point }
place-question = Where is it?
place-example = A street, a landmark, how to find it
place-use-last = { $place }
place-leave-out = Leave it out
place-open = List and map
place-find = A street, a landmark or an address
place-as-typed = Use “{ $words }” as it stands
place-here = Where I am now
place-here-asking = Finding where you are…
place-here-denied = Lamplight may not ask this device where it is. Choose from the list or set the pin.
place-here-unknown = This device does not know where it is. Choose from the list or set the pin.
place-accuracy = Found to about { $metres } m
place-coarse = Found only to about { $metres } m. Move the pin, or choose from the list.
place-outside = This is outside { $area }. The patrol there cannot help.
place-reported =
    { $count ->
        [one] Neighbours have reported things like this near here: at least { $shown } time ({ $month }).
       *[other] Neighbours have reported things like this near here: at least { $shown } times ({ $month }).
    }
place-reported-why = Yours is welcome all the same: it shows the patrol that it goes on.
place-at-house = { $street } { $number }
place-by-landmark = { $place }, by { $landmark }
place-near-street = { $place }, near { $street }
place-list-recent = From your reports
place-list-landmark = Landmarks
place-list-street = Streets
place-list-address = Addresses
place-list-empty = No places are known on this device yet. Describe where it is in your own words.
place-list-none = Nothing has this name. You can still use it as it stands.
pin-move = Move the pin, { $metres } m at a time
pin-north = North
pin-south = South
pin-west = West
pin-east = East
map-label = Map with the pin. The list and the buttons below do all that it does.
alerts-here = Alerts on this map
map-coming = The map is on its way: { $percent } %
map-trouble-no_room = There is no room for the map on this device. The list has the places you used.
map-trouble-too_large = This patrol’s map is too large for a phone. Tell them about it.
map-trouble-damaged = The map did not arrive whole. It is fetched again later.
when-label = When
when-now = Just now, { $time }
when-just-now = Just now
when-ago-15 = 15 min ago
when-ago-60 = 1 hour ago
when-ago-180 = 3 hours ago
when-exactly = Or exactly
note-label = What happened (optional)
note-placeholder = Add a few words
note-prompt-title = What did the person do?
note-prompt-text = “{ $words }” tells how somebody looks. Looks alone do not help the patrol, and can harm people who did nothing. Add what you saw the person do.
note-prompt-edit = Add what they did
note-prompt-without = Take it out and send
note-prompt-withdraw = Do not send this report
note-few-details = Did you see what they wore or carried? A few words more help to find the right person.
note-said = What you wrote
contact-label = Who sees your name
contact-nobody = Nobody. You are anonymous
contact-patrol = The patrol: { $who }
contact-stay-anonymous = Stay anonymous
contact-leave = Leave my name with the patrol
contact-name = Name
contact-reach = Telephone or e-mail
contact-who-sees = Only the patrol sees this, and only for this report.
practice-chip = Practice
send = Send
send-practice = Send as practice
send-hint = Works without a connection. You can undo for 10 seconds.
send-hint-urgent = Works without a connection. It goes at once.
send-after-photos = It goes as soon as the photos are prepared.

## Photos

photo-name = Photo { $number }
photo-add = Add a photo
photo-add-another = Add another photo
photo-drop = You can also drop a photo here, or paste one.
photo-take = Take a photo
photo-preparing = Preparing the photo…
photo-cleaned = Location removed from the photo
photo-remove = Remove
photo-removed = Photo removed
photo-description = What it shows (optional)
photo-description-example = For those who cannot see it
photo-missing = This photo is not on this device.
photos-full = That is as many as one report takes.
photos-to-send = { $count ->
    [one] { $waiting } of { $shown } photo still to be sent
   *[other] { $waiting } of { $shown } photos still to be sent
}
photos-elsewhere = { $count ->
    [one] { $shown } photo was sent with it from another device.
   *[other] { $shown } photos were sent with it from another device.
}

## Drafts

draft-title = Your report
draft-gone = This draft is not here
draft-gone-text = It was sent or discarded.
drafts-title = Reports begun
drafts-why = They are only on this device until you send them.
drafts-none = Nothing begun
drafts-none-text = A report that you begin and do not send is kept here.
draft-changed = Changed { $time }
draft-discard = Discard this report
draft-discard-question = Discard it? It was not sent, and it is only on this device.
draft-discard-yes = Discard
draft-discard-short = Discard
draft-discarded = Discarded
draft-back = It is back

## Saved

delivery-saved = Saved on this device
delivery-received = Received by the patrol
delivery-seen = Seen by a person
delivery-needs_attention = Needs your attention
delivery-erased = Erased at the patrol
saved-next-saved = It goes to the patrol by itself as soon as there is a connection. You can close the app.
saved-next-received = The patrol has it. A person will look at it; you need do nothing.
saved-next-seen = A person at the patrol has read it.
saved-next-needs_attention = The patrol’s server did not take it. Nothing is lost: look at what is missing.
saved-next-erased = The patrol no longer has this report.
saved-practice = This is practice: it goes the whole way, and nobody is sent out.
saved-done = Done
saved-another = Report another near here
saved-follow = Follow this report
undo = Undo
undo-done = Undone. Nothing was sent.
undo-edit = Not sent yet: change what you like.
undo-too-late = It is already on its way. You can withdraw it from its page.
steps-label = How far it is
step-done = Done
receipt-title = Receipt
receipt-write-down = Write it down to follow this report on another device.
receipt-write-down-both = Write it down with the number { $reference } to follow this report on another device.
receipt-why = Whoever has it can read along: keep it to yourself.
receipt-copied = Receipt copied
receipt-not-copied = It could not be copied. Mark it and copy it by hand.

## Follow a report of another device

follow-link = Follow a report from another device
follow-title = Follow a report
follow-why = A report that you sent from another device can be read and answered here too. Its number and its receipt stand on its page there.
follow-reference = Its number
follow-reference-example = AQ-7K2M9
follow-receipt = Its receipt
follow-receipt-example = 7K2M9-QXW4E-5RTY6-PAS8D
follow-forgiving = Capitals, spaces and dashes do not matter.
follow-send = Follow it
follow-asking = Looking for it…
follow-not-found = No report opens with these two. Please compare both with what you wrote down.
follow-no-server = Name your patrol’s server first, in the settings.
wrong-reference = The number begins with two or three letters and has five more signs, for example AQ-7K2M9.
wrong-receipt = The receipt has 20 letters and digits. Please compare it with what you wrote down.

## My reports

reports-title = My reports
reports-none = No reports yet
reports-none-text = What you report is kept here, with every answer. Press the lamp to begin.
reports-more = { $count ->
    [one] Show older ones ({ $shown } more)
   *[other] Show older ones ({ $shown } more)
}
reports-unread = { $count ->
    [one] { $shown } new answer
   *[other] { $shown } new answers
}
attention-title = This was not taken
attention-retry = Send again
attention-discard = Delete from this device
attention-discard-question = Delete it from this device? The patrol does not have it.
attention-discard-yes = Delete
attention-wrong-receipt = The receipt on this device does not open the report any more.
attention-gone = The patrol has erased this report; nothing can be added to it.
attention-on-hold = The patrol must keep this report for a legal case. It can be erased when that ends; send again later.
attention-conflict = The patrol has something else under this number. Delete it here and report it again.

## One report

thread-title = Report
thread-new-answer = There is a new answer from the patrol
thread-withdrawing = Withdrawal on its way
thread-reopening = Reopening on its way
step-fixed = You said: it was fixed
step-not-fixed = You said: not yet fixed
followed-chip = Followed here; sent from another device
conversation-label = Conversation
message-you = You
message-patrol = Patrol
message-unsent = Saved here, not sent yet
message-refused = Not taken
reply-label = Write to the patrol
reply-placeholder = Write to the patrol
reply-send = Send
said-title = What you reported
withdraw = Withdraw this report
withdraw-question = Tell the patrol that it is no longer needed? They keep what you sent.
withdraw-yes = Withdraw
erase = Erase it everywhere
erase-question = Erase this report and its photos, here and at the patrol? This cannot be undone, and its receipt then opens nothing any more:
erase-yes = Erase
fixed-question = Was it fixed?
fixed-why = The patrol says that it is done. You know best.
fixed-yes = Yes
fixed-no = Not yet
fixed-thanks = Thank you. The patrol is told.
fixed-sorry = Thank you for saying so. You can open it again.
reopen = Open it again
reopen-why = If it is not put right, you can open it again within 14 days.
gone-title = This report is not here
gone-text = It was undone or erased, or it was made on another device.

## Alerts

alerts-none = All quiet
alerts-none-text = There are no alerts. New ones appear here by themselves.
alerts-over = Over

## Community

events-title = Community
events-filter = Which events
interest-all = All
interest-safety = Safety
interest-education = Learning
interest-celebration = Celebrations
events-none = Nothing planned yet
events-none-of-kind = Nothing of this kind planned
events-none-text = New events appear here by themselves.
events-past = Past
event-title = Event
event-past = This event is over.
event-capacity = { $count ->
    [one] Room for { $shown } person
   *[other] Room for { $shown } people
}
picture-to-come = The picture is not on this device yet.
picture-shows = It shows: { $words }
event-gone = This event is not here
event-gone-text = It was taken off the list.
event-gone-back = See all events
event-coming-question = Are you coming?
event-coming-why = The patrol learns how many come, and never who.
event-coming-full = No place is left. Look again later: somebody may give theirs back.
event-coming-yes = I am coming
event-coming-no = I cannot come
event-people-label = How many of you come
event-people = { $count ->
    [one] { $shown } person
   *[other] { $shown } people
}
event-people-fewer = One person fewer
event-people-more = One person more
event-you-come = You are coming
event-answer-waiting = Saved on this device. The patrol hears of it as soon as there is a connection.
event-answer-counted = { $count ->
    [one] You are counted: { $shown } person.
   *[other] You are counted: { $shown } people.
}
event-answer-not-counted = You are not counted.
event-answer-not-coming = The patrol knows that you are not coming.
event-answer-full = So many places are not left.
event-answer-over = This event takes no more answers.
event-calendar-file = Put it in my calendar
event-calendar-file-kept = { $name } is among your downloads. Open it, and your calendar takes it over.
events-view = How events are shown
events-as-list = List
events-as-month = Month
month-before = The month before
month-after = The month after
month-none = Nothing on this day.
month-day-events = { $count ->
    [one] { $day }: { $shown } event
   *[other] { $day }: { $shown } events
}
news-all = All news
news-none = No news yet
news-none-text = What the patrol tells everybody appears here by itself.
news-gone = This is not here any more
news-gone-text = The patrol withdrew it.

## Settings

settings-server = Your patrol’s server
settings-server-example = https://patrol.example
settings-server-why = Your patrol tells you its address.
settings-save = Save
settings-saved = Saved

## How alerts are heard

hearing-title = Notifications
hearing-on = Tell me of alerts outside the app
hearing-unable = This computer shows no notifications. Alerts appear in the app, so look in now and then.
hearing-unable-phone = This phone does not let Lamplight show notifications. Allow them in the phone’s settings, or look into the app now and then.
hearing-where = Alerts about
hearing-everywhere = All of { $area }
hearing-some = Only some places
hearing-none-yet = Choose a place. Until then you hear of everything.
hearing-gone = A district that is no longer there. For it you hear of everything.
hearing-circle = { $place }, { $radius } around
hearing-metres = { $metres } m
hearing-kilometres = { $kilometres } km
hearing-remove = Remove: { $place }
hearing-add = Add where I reported last
hearing-add-why = Alerts that reach this far around it are told to you.
hearing-add-name = What you call it
hearing-add-radius = How far around
hearing-add-done = Add this place
hearing-private = Your places stay on this device. The patrol does not learn them.
hearing-reminds = Remind me of events I am coming to
hearing-reminds-why = The evening before. If you answer later than that, two hours before it begins.
hearing-quiet = Quiet hours
hearing-quiet-why = Alerts and reminders wait until they end. Times are those of { $zone }.
hearing-quiet-from = From
hearing-quiet-until = Until
hearing-wakes = The loudest alerts may wake me
hearing-wakes-why = When it is a matter of life and you should act at once: it sounds until you answer it, in quiet hours too.
hearing-stays = Keep listening when I close the window
hearing-stays-why = Lamplight stays beside the clock. Where there is no place for its icon, closing the window ends it.
hearing-starts = Start with this computer
hearing-try = Show a test notification
hearing-tried = It was shown. If you did not see it, look whether the system holds notifications back.
hearing-not-shown = Nothing was shown: this device shows no notifications for Lamplight.

## Privacy

privacy-title = Your privacy
privacy-no-account = There is no account. Nothing joins two of your reports.
privacy-place = The patrol learns the place you give, never where this device is.
privacy-receipt = Each report has a receipt of its own. If it is lost, so is the way to its answers.

## Help and worries

directory-title = Help
directory-wellbeing = For you and those close to you
directory-community = In the neighbourhood
directory-none = Nobody is listed yet
directory-none-text = Your patrol writes this list. The numbers above are always here.
directory-offline = This list is on your device and can be read without a connection.
quick-exit = Leave now
quick-exit-why = “Leave now” shows the neighbourhood’s events at once. Back does not lead here again. A call stays in the list of your phone.
concern-who = Who is at risk?
concern-me = I am
concern-other = Somebody else
concern-when = Is it happening now?
concern-now = Yes, now
concern-not-now = No, not now
concern-call-first = Call first. A report may wait to be read; a call does not.
concern-readers = Only the responders, who look after people, and whoever is in charge of your report read it. What you answer here stands in its first lines, and you can change it.
concern-says-me = At risk: I myself.
concern-says-other = At risk: somebody else.
concern-says-now = It is happening now.
concern-says-not-now = It is not happening now.

## Settings and welcome

practice-title = Practise
text-size = Text size
text-size-percent = { $percent } %
theme = Appearance
theme-system = As the system
theme-light = Light
theme-dark = Dark
erase-all-title = Erase my data
erase-all-text = Drafts and reports that were never sent are gone at once. Reports that the patrol has are erased there too, with their photos; until it confirms, they stay in your list, because only this device can ask for it. What is kept for a legal case, and figures without words or names, stay with the patrol.
erase-all = Erase everything
erase-all-question = Erase all your reports and drafts, here and at the patrol? This cannot be undone.
erase-all-yes = Erase everything
erase-all-done = Erased here. What is at the patrol follows as soon as there is a connection.
welcome-title = Welcome to Lamplight
welcome-text = Tell your neighbourhood’s patrol what you see, and hear from it what matters.
welcome-qr = A notice with a QR code? Scan it with your camera and paste here the address that it shows.
welcome-area = Connected: { $area }
welcome-unreached = This server has not answered yet. It is kept and asked again by itself; check the address if that goes on.
welcome-begin = Begin
welcome-later = You can also begin without an address, and name it later in the settings.

## You said, we did

initiative-read = Read what was done
