### Words that the app, the desk and the notifications have in common.
### Dates, times and numbers come already written; $count only chooses the plural.

app-name = Lamplight

## Small words

back = Back
done = Done
edit = Edit
keep = Keep it
copy = Copy
copied = Copied
loading = Loading
try-again = Try again
note-length = { $length } of { $most } characters
language-label = Language
language-system = As the system
figures-title = How we are doing

## What a report is about

category-vandalism = Vandalism
category-suspicious_activity = Suspicious activity
category-lighting_hazard = Light or hazard
category-noise_disorder = Noise or disorder
category-litter_dumping = Litter or dumping
category-vehicle = Vehicle
category-lost_found = Lost or found
category-wellbeing = Worried about someone

## What somebody was seen doing

behaviour-trying_handles = Trying the handles of doors, windows or cars
behaviour-forcing_entry = Breaking something open
behaviour-looking_into_vehicles = Looking into parked vehicles
behaviour-looking_into_homes = Looking into homes
behaviour-taking_property = Taking what seems to be somebody else’s
behaviour-following_someone = Following somebody
behaviour-threatening = Threatening somebody
behaviour-hiding = Hiding from view
behaviour-circling_repeatedly = Passing the same place slowly, again and again
behaviour-tampering = Tampering with locks, meters, lamps or cameras

## Where a report stands

status-received = Received by the patrol
status-seen = Seen by a person
status-assigned = Somebody is in charge
status-on_the_way = Patrol on the way
status-resolved = Done
status-closed = Closed
status-withdrawn = Withdrawn by you

reason-no_action_needed = There is nothing more to do.
reason-no_basis = What was described gives no ground to act.
reason-not_ours = Another office is in charge.
reason-not_found = Nothing was found there.
reason-duplicate_of = It is the same as another report, and goes on with that one.

step-ahead = still to come
step-original = The report that this one goes on with
step-removed = The patrol removed a part of this report
removed-note = Something in the text.
removed-place_words = Something in the place.
removed-contact = How to reach you.
removed-message = Something in a message.
removed-photo = A photo.

## Alerts

level-extreme = Act now
level-severe = Severe
level-moderate = Take care
level-minor = For your information
alert-test = Test
alert-exercise = Exercise
alert-marked = { $mark }: { $headline }
alert-not-meant = There is nothing for you to do.
alert-until = until { $until }
alert-from-until = { $from } to { $until }
alert-updated = Updated
alert-muted = Not about your places: you were not told of it.
alert-ended = Over: all clear
alert-recalled = Taken back: it was sent by mistake
alert-expired = Expired
alert-instruction = What to do
alert-place = Where
alert-hazard = What it is
alert-description = More about it
alert-source = { $source } · { $time }
alert-says = { $source } says: { $instruction }

## Events

kind-safety_event = Safety event
kind-forum = Talk with the patrol
kind-education = Learning
kind-celebration = Celebration
kind-initiative = Neighbourhood initiative
event-full = Full
event-cancelled = Cancelled
event-times = { $from } – { $until }
news-title = News
news-changed-at = Changed { $when }

## Photos

photos-title = Photos
photos-count = { $count ->
    [one] { $shown } photo
   *[other] { $shown } photos
}
photo-of = Photo { $number } of { $all }
photo-open = Show large
photo-close = Close
close = Close

## When something does not work

failure-invalid = Something in it is not right. Please check it and try again.
failure-not_found = It is no longer there.
failure-not_saved = It could not be saved. Free some space on this device and try again; what you wrote is still here.
failure-not_possible = That is no longer possible. Look at how it stands now.
failure-changed_meanwhile = Somebody else changed it meanwhile. Here it is as it stands now; decide again.
failure-signed_out = You are signed out.
failure-cancelled = The passkey was not used. Try again, or come in another way.
failure-forbidden = Your role does not allow this. Ask an admin.
failure-unreachable = There was no answer. Check the connection and try again.
failure-busy = Too much is going on at once. Wait a moment and try again.
failure-damaged = The data on this device is damaged. Close Lamplight and open it again: it saves what can be read, and deletes nothing.
failure-internal = Something went wrong on our side. Try again; if it stays so, start Lamplight anew.

wrong-behaviours = Choose at least one thing that you saw the person do.
wrong-place-point = This place lies outside the area of this patrol. Choose another place, or describe it in words.
wrong-place-words = The place is too long, or has characters that cannot be shown. Up to 200 characters fit.
wrong-occurred-at = That time lies in the future. Choose a time up to now.
wrong-appearance-only = This tells how somebody looks, and not what they did. Add what they did, or send it once more as it is.
wrong-appearance-only-here = This tells how somebody looks, and not what they did. Say what they did under “What happened”, or leave it out here.
wrong-note = The text is too long, or has characters that cannot be shown. Up to 2,000 characters fit.
wrong-message = The message could not be taken: it is empty or too long. Up to 2,000 characters fit.
wrong-contact-name = The name is too long. Up to 100 characters fit.
wrong-contact-reach = Give a telephone number or an e-mail address, or stay anonymous.
wrong-photo-heic = This photo is a HEIC file, which Lamplight cannot read. In the camera’s settings choose “most compatible”, or share the photo as JPEG.
wrong-photo-unreadable = This file cannot be read as a photo. Choose a JPEG, PNG or WebP file that opens on this device.
wrong-photo-too-large = This photo is too large. Up to 64 megapixels and 12,000 pixels a side can be read; a smaller version will do.
wrong-photos-too-many = One report takes up to 6 photos. Remove one to add another.
wrong-photo-twice = This photo is there already.
wrong-photo-description = The description is too long. Up to 200 characters fit.
wrong-disk-nearly-full = The photo was not saved: this device is nearly full, and the room that is left is kept for your words. Free some space and add it again.
wrong-drafts-too-many = You have begun as many reports as fit. Send or discard one of them first.
wrong-server = This is not an address of a server. It looks like https://patrol.example

## You said, we did

step-initiative = You asked for it, and it was done
initiative-label = You said, we did
initiative-outcome = What it changed

## A map

map-closer = Closer
map-farther = Farther
map-not-shown = The map cannot be shown. The list has the same places.
