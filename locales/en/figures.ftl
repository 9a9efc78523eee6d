### How the patrol does: said by the app, by the desk, and by the public page.
### Dates, times and numbers come already written; $count only chooses the plural.

## What is told

figures-intro = What residents reported, and how it was answered. Each month is told once, a week after its end at the earliest, and stays as it was told.
figures-unknown = Not heard yet
figures-unknown-text = These figures come by themselves with the next connection.
figures-none = No month has been told yet
figures-none-text = The first is told a week after its end.
figures-told-at = Told on { $date }.
figures-hidden = Hidden
figures-hidden-how = Where fewer than { $shown } reports stand behind a number, it is hidden, and so is every number from which such a one could be worked out. Hidden can also mean that there were none.
figures-still-waiting = Too many still waited to know
figures-percent = { $percent } %
span-minutes = { $count ->
    [one] { $shown } minute
   *[other] { $shown } minutes
}
span-hours = { $count ->
    [one] { $shown } hour
   *[other] { $shown } hours
}
span-days = { $count ->
    [one] { $shown } day
   *[other] { $shown } days
}

## Each figure, and how it is counted

figure-reports = Reports
figure-reports-how = Reports that came in during the month, by the calendar of UTC. Practice reports, those that were taken back, and those about somebody’s wellbeing are not counted.
figure-answered-half = Half had a first answer within
figure-answered-most = Nine of ten had a first answer within
figure-answered-how = From when a report came in until somebody of the patrol wrote, or took it on. What still waits counts as waiting, not as nothing (Kaplan–Meier).
figure-closed-half = Half were resolved or closed within
figure-closed-most = Nine of ten were resolved or closed within
figure-closed-how = From when a report came in until the patrol said what was done, or why nothing was. What is open counts as open (Kaplan–Meier).
figure-in-time = Had a first answer in time
figure-in-time-how = Of all whose first answer was due, answered or not. Each kind of report has a time within which it should be answered.
figure-reopened = Were opened again
figure-reopened-how = Of all that were closed at least 14 days before the month was told, those that were opened again within 14 days.
figure-content = Were put right, say those who answered
figure-content-how = Of the residents who said whether it was put right, those who said yes.
figure-answering = Answered whether it was put right
figure-answering-how = Of all whose report was resolved or closed, and who were asked.
figure-no-basis = Suspicious activity without a basis
figure-no-basis-how = Of the closed reports of suspicious activity, those that gave no ground to act.
figure-open = Were open
figure-open-how = All reports that were open when the month was told, whenever they came in.
figure-open-half = Half of those had been open for
figure-open-half-how = Counted in whole days since they came in.

## Tables

figures-service-title = How reports were served
figures-category-title = By what it was about
figures-months-title = Month by month
figures-column-category = About
figures-column-month = Month

## What was tried, and the method

figures-tried-title = What was tried, and what it changed
figures-tried-none = Nothing has been tried yet in a way by which its effect could be measured. Whatever is tried will be told here, whatever comes of it: with its interval, or as too few events to tell.
figures-tried-how = Places that are alike by what was reported there are paired, and the lot chooses in which of each pair something is tried. Then it is counted what residents report from both: not what patrols come upon, or it would be the patrol that is counted. Numbers are told in fives, so many at least. Where the 95 % interval includes no change, no difference is claimed. Where the places are is not public.
figures-tried-when = { $from } to { $until }
figures-tried-places = Places in which it was tried, chosen by lot: { $shown }. As many like them were left as they were.
figures-tried-counted = Counted: { $names }
figures-tried-before = Before, in { $span }: { $treated } where it was to be tried, { $control } where not.
figures-tried-during = While it lasted: { $treated } where it was tried, { $control } where not.
figures-tried-at-least = at least { $shown }
figures-tried-few = too few
figures-tried-called-off = It was called off, and nothing was measured.
figures-tried-too-few = Too few events to tell, in either direction. It takes about { $shown } in each group to see a change of 23 %.
figures-tried-less = Less happened where it was tried: { $change } % (95 % interval: { $low } to { $high } %).
figures-tried-more = More happened where it was tried: { $change } % (95 % interval: { $low } to { $high } %).
figures-tried-same = No clear difference: { $change } % (95 % interval: { $low } to { $high } %).
figures-tried-around = In the blocks around those places, against those around the others: { $change } % (95 % interval: { $low } to { $high } %). More there could be what moved next door.
figures-method-title = How this is made
figures-method-version = Method, version { $version }
figures-method-once = The numbers of a month are made once, kept, and told in the same form everywhere: here, in the app and as data. Later changes do not alter them, because two versions could be subtracted from one another. For the same reason there are no sums over several months.
figures-method-places = Which places were reported often is told to the app in fives, for cells of some 0.7 square kilometres, and never of suspicious activity. Scores of places and the walks of patrols are not public.
figures-backtest-title = How good forecasts were
figures-backtest-none = There is no forecast yet, and so none that could be tested on the past.
figures-backtest-how = How many times more was reported from the places that a forecast named than from as many places drawn by chance: cells of { $cell } m, { $share } % of the area, the 30 days after each forecast. Each was made only of what came before it. Looked at on { $date }.
figures-backtest-class = { $name }: { $pai } times; a plain count of the last year: { $plain } times
figures-map-title = The map of risk
figures-map-on = On. Walks may be planned by it. Neither its places nor its scores are public, and nobody's name or looks enter it.
figures-map-off = Switched off. No walk is planned by it.
figures-data = The same as data:
figures-language = English
figures-page = The public page, with the method

## Months

figures-month-1 = January { $year }
figures-month-2 = February { $year }
figures-month-3 = March { $year }
figures-month-4 = April { $year }
figures-month-5 = May { $year }
figures-month-6 = June { $year }
figures-month-7 = July { $year }
figures-month-8 = August { $year }
figures-month-9 = September { $year }
figures-month-10 = October { $year }
figures-month-11 = November { $year }
figures-month-12 = December { $year }

## You said, we did

figures-initiatives-title = You said, we did
figures-initiative-since = Told on { $date }.
figures-initiative-reports = At least { $shown } reports asked for it.
