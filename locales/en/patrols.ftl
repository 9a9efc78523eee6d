### The desk’s room of foot patrols: plans of walks, and what is seen on the way.

walk-title = Patrols
walk-new = New plan
walk-none = No plans yet
walk-none-planner = Plan a shift: which places to visit, by whom, and why.
walk-none-walker = Once a dispatcher has planned a shift, it appears here.
walk-choose = Choose a shift
walk-choose-text = Its walks, with the reason for every stop, appear here.
walk-shift = { $from } to { $until }
walk-unit = Walker { $number }
walk-clash = Clash
walk-called-off = Called off
walk-left-count = { $count ->
    [one] { $shown } stop left over
   *[other] { $shown } stops left over
}
walk-stops-count = { $count ->
    [one] { $shown } stop
   *[other] { $shown } stops
}

## A new plan

walk-no-streets = The streets are not known yet
walk-no-streets-text = Without them nobody can tell how long a walk takes. Whoever looks after the server imports them once, from OpenStreetMap or from the city’s centre lines:
walk-no-streets-command = lamplight-server streets import --data DIR --file town.osm.pbf
walk-starts = Begins
walk-ends = Everybody is back
walk-stay = Minutes at each stop
walk-stay-text = From 10 to 16 minutes calm a place for longest.
walk-break-minutes = Minutes of the break
walk-break-text = In the middle of the shift, wherever one is by then. At most a quarter of the shift; 0 for none.
walk-who = Who walks
walk-who-text = Walkers go by numbers. No names are kept.
walk-base = Where walks start and end
walk-where = Places by the map of risk
walk-by-map = Visit places of the map of { $when }, and some at random
walk-by-map-text = Places are drawn so that nobody can foresee them. At least a tenth of the time goes to places at random: so a map that is wrong can be found out.
walk-no-map = There is no map of risk yet. Name the places to visit yourself.
walk-asked = Places you ask for
walk-asked-text = They are visited before all others.
walk-asked-place = Place { $number }
walk-asked-add = Add a place
walk-asked-drop = Remove place { $number }
walk-place-words = What it is called
walk-place-degrees = Latitude, longitude
walk-place-map = Point at it on the map
walk-plan = Plan the walks
walk-planning = Planning…
walk-planned = The shift is planned
walk-missing = Something is missing or out of range: look at the marked fields.

## A plan

walk-print = Print
walk-sum = { $count ->
    [one] { $shown } stop · { $metres } on foot · back at { $back }
   *[other] { $shown } stops · { $metres } on foot · back at { $back }
}
walk-column-number = No.
walk-column-time = When
walk-column-place = Where
walk-column-why = Why
walk-from-until = { $from } – { $until }
walk-after = after { $metres }
walk-break = Break
walk-visited = Visited
walk-why-asked = Asked for
walk-why-random = At random
walk-why-ranked = Rank { $rank } on the map: { $expected } reports expected in 30 days
walk-cause = { $count ->
    [0] { $kind }: reports from around
    [one] { $kind }: { $shown } report
   *[other] { $kind }: { $shown } reports
}
walk-cause-last = { $count ->
    [one] { $kind }: { $shown } report, on { $when }
   *[other] { $kind }: { $shown } reports, the last on { $when }
}
walk-left = Stops that nobody visits
walk-left-worth = The time is worth more elsewhere
walk-left-far = Too far for this shift
walk-left-taken = Taken out by hand
walk-clash-text = A walker is in another plan at the same time. Call one of them off, or plan it with another walker.
walk-map = On the map
walk-map-label = Map of the area with the places by their numbers
walk-map-none = The outline of the area is not known, so nothing can be drawn yet.
walk-map-text = Lines show the order of the stops, not the way on the streets. Thick circles are places of the map, broken ones are at random, crossed-out ones are visited by nobody, the square is where walks start.
walk-edits = Changed by hand
walk-edit-added = { $place } added, for { $unit }
walk-edit-taken = { $place } taken out
walk-edit-placed = { $place } given to { $unit }, or moved
walk-made-ranked = Made from the map of risk of { $when }.
walk-made-not-wanted = Made without the map of risk, from the places that were asked for.
walk-made-no-map = Made without the map of risk: there was none.
walk-made-too-few = Made without the map of risk: the reports come from too few places to share out time among them.
walk-made-again = Planned { $when }. Seed { $seed }, { $rounds } rounds: with these it can be made again.
walk-call-off = Call the shift off
walk-call-off-question = Call this shift off? The plan stays to be read; nobody walks it.

## Changes by hand

walk-change = Change
walk-change-stop = Change { $place }
walk-to-unit = Visited by
walk-to-place = When
walk-to-first = First of all
walk-to-after = After { $number } · { $place }
walk-reason = Why?
walk-reason-text = It is kept with the plan, for whoever asks later. No names, please.
walk-reason-needed = Say why in a few words.
walk-move = Move it there
walk-put-in = Put it in
walk-take-out = Take it out
walk-add = Add a stop for { $unit }
walk-add-where = The new stop
walk-add-yes = Add the stop
walk-edited = Changed. The times were reckoned anew.
walk-undo = Undo
walk-undone-reason = Taken back

## On the way

walk-go = Walk it
walk-whole-plan = The whole plan
walk-from-base = Start: { $place }, { $when }
walk-back = Back: { $place }, { $when }, after { $metres }
walk-nothing = No stops. You are free for whatever comes up.
walk-been = Been there
walk-been-again = Been there again
walk-minutes = Minutes there
walk-contacts = People you talked with
walk-contacts-text = Only how many. Never who.
walk-less = Less: { $what }
walk-more = More: { $what }
walk-visit-note = What you saw (optional)
walk-no-names = Please no names, number plates or descriptions of people.
walk-visit-keep = Save the visit
walk-visit-kept = Visit saved
walk-minutes-count = { $count ->
    [one] { $shown } minute
   *[other] { $shown } minutes
}
walk-contacts-count = { $count ->
    [one] { $shown } person talked with
   *[other] { $shown } people talked with
}
walk-log = What was seen on the way
walk-note-title = Something to tell?
walk-note-kind = What it is
walk-note-lost_and_found = Lost and found
walk-note-good_news = Good news
walk-note-learned = Learned about the place
walk-note-text = What there is to tell
walk-note-keep = Save the note
walk-note-kept = Note saved
walk-note-empty = Write a few words first.

## The map of risk

walk-risk = Map of risk
walk-risk-nothing = No map of risk
walk-risk-off = It is switched off on this server.
walk-risk-no-outline = The area has no outline yet in which places could be ranked.
walk-risk-none = None was made yet. The server makes one every night, from what residents reported.
walk-risk-about = Made { $when } from what residents reported. Each cell is { $metres } metres wide. Places are ranked, never people.
walk-risk-count = { $count ->
    [one] { $shown } of { $cells } cells is flagged.
   *[other] { $shown } of { $cells } cells are flagged.
}
walk-risk-expected = { $expected } reports expected in 30 days
walk-risk-unusual = Unusually many
walk-risk-guards = What a patrol discovers, and reports of suspicious activity, never count here. This map is never public.

## What can go wrong

walk-wrong-streets = The streets are not known yet; whoever looks after the server must import them first.
walk-wrong-base = Where walks start is more than 300 metres from every street. Choose another place.
walk-wrong-asked = A place you ask for is far from every street, or you ask for so many that no time is left for places at random. Change the list.
walk-wrong-nothing = There is nothing to visit: no map that time could be shared out by, and no place asked for. Name some places.
walk-wrong-off-streets = The new stop is more than 300 metres from every street. Choose another place.
walk-wrong-late = That walker would be back too late. Take a stop out first, or choose another walker.
