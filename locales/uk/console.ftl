### Написано машиною: потребує перевірки носієм мови.
### Machine-written: needs native review.

### Диспетчерська: консоль працівників у браузері.

desk-title = Диспетчерська Lamplight
cancel = Скасувати

## На вході

sign-in-title = Вхід
sign-in-name = Ім’я
sign-in-password = Пароль
sign-in-code = Код
sign-in-code-hint = Шість цифр, які зараз показує застосунок-автентифікатор, або один із кодів відновлення.
sign-in-button = Увійти
sign-in-help = Ще немає пароля або забули його? Попросіть в адміністратора запрошення.
sign-in-missing = Заповніть усі три поля.
sign-in-wrong = Ім’я, пароль або код неправильні. Перевірте всі три; код діє один раз.
sign-in-wait-seconds = { $count ->
    [one] Забагато спроб звідси. Спробуйте ще раз через { $shown } секунду.
    [few] Забагато спроб звідси. Спробуйте ще раз через { $shown } секунди.
    [many] Забагато спроб звідси. Спробуйте ще раз через { $shown } секунд.
   *[other] Забагато спроб звідси. Спробуйте ще раз через { $shown } секунди.
}
sign-in-wait-minutes = { $count ->
    [one] Забагато спроб звідси. Спробуйте ще раз через { $shown } хвилину.
    [few] Забагато спроб звідси. Спробуйте ще раз через { $shown } хвилини.
    [many] Забагато спроб звідси. Спробуйте ще раз через { $shown } хвилин.
   *[other] Забагато спроб звідси. Спробуйте ще раз через { $shown } хвилини.
}
session-ended = Ви вийшли із системи. Написане лишилося тут: увійдіть і продовжуйте.
invite-title = Вітаємо, { $name }
invite-text = Оберіть пароль і налаштуйте застосунок-автентифікатор. Надалі ви входитимете з обома.
invite-password = Пароль
invite-password-hint = 12 символів або більше: кілька слів, які поєднуєте лише ви.
invite-app = Застосунок-автентифікатор
invite-app-text = Введіть цей ключ у застосунок-автентифікатор на телефоні. Тоді він щопівхвилини показуватиме новий код.
invite-key = Ключ
invite-open = Відкрити в застосунку на цьому пристрої
invite-code = Код, який показує застосунок
invite-button = Увійти
invite-gone-title = Це запрошення вже не діє
invite-gone-text = Його вже використано, або минула доба. Попросіть в адміністратора нове.
recovery-title = Зберігайте ці коди в надійному місці
recovery-text = Якщо ви втратите телефон, кожен із них один раз замінить код для входу. Їх показано лише зараз.
recovery-copy = Копіювати
recovery-copied = Скопійовано
recovery-done = Я їх зберіг або зберегла

## Власний обліковий запис

sign-in-passkey = Увійти з ключем доступу
sign-in-or = Або з ім’ям, паролем і кодом:
invite-passkey-text = Створіть ключ доступу: тоді вас впускатиме телефон, комп’ютер або ключ безпеки — за відбитком, обличчям чи PIN-кодом. Нічого не треба пам’ятати, і нічого не можна ввести на підробленій сторінці.
invite-password-instead = Натомість обрати пароль
account-title = Ваш обліковий запис
account-passkeys = Ключі доступу
account-passkeys-text = Ключ доступу впускає вас за відбитком, обличчям чи PIN-кодом. Майте два на різних пристроях — на випадок, якщо втратите один.
account-no-passkeys = У вас іще немає жодного.
account-passkeys-not-here = Цей браузер або ця адреса сервера не можуть користуватися ключами доступу.
account-add-passkey = Додати ключ доступу
passkey-name = Як його назвати
passkey-name-first = Мій ключ доступу
passkey-name-hint = Щоб упізнати його у списку, наприклад: робочий телефон.
passkey-name-missing = Дайте йому назву.
passkey-make = Створити ключ доступу
passkey-used = Востаннє використано { $when }
passkey-never-used = Додано { $when }, ще не використано
passkey-remove = Прибрати
passkey-remove-question = Прибрати «{ $name }»? Він більше вас не впускатиме.
passkey-last = Це ваш останній спосіб увійти. Спершу додайте інший ключ доступу.
passkey-refused = Цей ключ доступу тут невідомий, або все тривало задовго. Спробуйте ще раз.

## Бічна панель

rail-label = Диспетчерська
room-reports = Звернення
room-patrols = Патрулі
room-alerts = Попередження
room-events = Події та новини
room-figures = Показники
room-team = Команда
list-more = Показати давніші
sign-out = Вийти
stream-live = Наживо
stream-waiting = Очікування
stream-lost = Живе з’єднання втрачено. Список може бути застарілим; воно відновиться само.

## Термінові звернення для тих, хто дивиться деінде

urgent-title = Термінові звернення
urgent-notices-off = Показувати мені сповіщення
urgent-notices-on = Сповіщення увімкнено
urgent-sound-off = Відтворювати звук
urgent-sound-on = Звук увімкнено
urgent-ask = Коли надходить термінове, а ви дивитеся деінде. Браузер запитає вас один раз.
urgent-blocked = Ваш браузер блокує сповіщення цієї сторінки; дозвольте їх поруч з її адресою.
urgent-notice = Надійшло термінове звернення

## Список звернень

triage-title = Звернення
triage-fresh = { $count ->
    [one] { $shown } нове звернення · показати
    [few] { $shown } нові звернення · показати
    [many] { $shown } нових звернень · показати
   *[other] { $shown } нового звернення · показати
}
triage-none = Тут звернень немає
triage-none-text = Нові з’являються самі.
triage-choose = Оберіть звернення
triage-choose-text = Клавіші j та k ведуть списком, Enter відкриває. Коли ви відкриваєте нове звернення, мешканець дізнається, що його побачила людина.
triage-left = уже не в цьому списку
triage-full = Більше у список не вміщується. Решту знайдете за допомогою фільтра.
triage-stale = Станом на { $when }: того, що надійшло відтоді, тут немає.
triage-no-match = Під цей фільтр нічого не підходить
triage-no-match-text = Вилучіть частину фільтра або очистьте його.
triage-show-all = Показати й завершені
filter-title = Пошук звернень
filter-button = Фільтр
filter-quick = Швидкий вибір
filter-set = За чим відфільтровано список
filter-take-out = вилучити з фільтра
filter-clear = Очистити фільтр
filter-words = Слова або номер
filter-said = «{ $words }»
filter-status = Стан
filter-open = Відкриті
filter-all = Усі
filter-category = Категорія
filter-every-category = Усі категорії
filter-district = Район
filter-every-district = Усі райони
filter-age = Чекає
filter-every-age = Будь-який час
filter-hours = { $count ->
    [one] Понад { $shown } годину
    [few] Понад { $shown } години
    [many] Понад { $shown } годин
   *[other] Понад { $shown } години
}
filter-days = { $count ->
    [one] Понад { $shown } день
    [few] Понад { $shown } дні
    [many] Понад { $shown } днів
   *[other] Понад { $shown } дня
}
filter-order = Порядок
order-newest = Спершу найновіші
order-due = Спершу найневідкладніші
order-oldest = Спершу найдавніші
filter-overdue = Прострочені
filter-mine = Мої
filter-unread = Непрочитані
keys-title = Клавіші
key-down = Униз списком
key-up = Угору списком
key-open = Відкрити звернення
key-select = Позначити або зняти позначку
key-back = Назад до списку
key-search = Шукати
key-help = Ці клавіші
due = строк { $when }
due-late = строк минув { $when }

desk-status-received = Нове
desk-status-seen = Побачене
desk-status-assigned = Є відповідальний
desk-status-on_the_way = У дорозі
desk-status-resolved = Виконане
desk-status-closed = Закрите
desk-status-withdrawn = Відкликане
desk-practice = тренування

## Одне звернення

report-title = Звернення
report-received = отримано { $time }
report-anonymous = анонімне
report-named = з іменем
report-practice = Навчальне звернення: відповідайте, як зазвичай, і нікого не відправляйте.
act-take = Взяти на себе
act-give-back = Повернути
act-on-the-way = Патруль у дорозі
act-resolve = Виконано
act-close = Закрити
act-reopen = Відкрити знову
facts-title = Що бачили
facts-no-words = Слів не додано.
facts-place = Місце
facts-no-place = Не вказано
facts-when = Коли
facts-future = Коли звернення надійшло, цей час іще не настав.
facts-contact = Контакт
facts-no-contact = Немає: анонімне
facts-language = Мова відповіді
history-title = Що відбувалося
history-original = Звернення, за яким іде це: { $status }
history-removed = Патруль вилучив: { $part }
desk-feedback-fixed = Мешканець каже: усунено
desk-feedback-not-fixed = Мешканець каже: ще не усунено
photos-to-come = { $count ->
    [one] Ще не надійшло: { $missing } з { $shown } фотографії
    [few] Ще не надійшло: { $missing } з { $shown } фотографій
    [many] Ще не надійшло: { $missing } з { $shown } фотографій
   *[other] Ще не надійшло: { $missing } з { $shown } фотографії
}
photo-state-to_come = ще має надійти
photo-state-checking = надійшла; її готують до безпечного перегляду
photo-state-unreadable = надійшло не те зображення, яке можна показати
photo-state-removed = вилучена патрулем
ending-outcome = Що зроблено
ending-reason = Чому закрито
ending-same-as = Те саме, що й
ending-choose = Оберіть звернення
ending-message = Сказати мешканцеві (необов’язково)
desk-reason-no_action_needed = Дії не потрібні
desk-reason-no_basis = Немає підстав: описане не дає підстав для дій
desk-reason-not_ours = Не до нас: відповідає інша установа
desk-reason-not_found = На місці нічого не знайдено
desk-reason-duplicate_of = Те саме, що й інше звернення
desk-conversation = Листування
desk-no-messages = Поки нічого не сказано.
desk-patrol = Патруль
desk-resident = Мешканець
desk-reply-label = Написати мешканцеві
desk-conversation-text = Те, що тут стоїть, прочитає мешканець.
standing-title = Стан справ
standing-charge = Відповідає { $name }
standing-on-the-way = У дорозі: { $name }
standing-follows = Іде за { $reference }
standing-nobody = Ніхто не відповідає
standing-urgent = Термінове
standing-entered = Зі слів по телефону записує { $name }
standing-referred = Передано: { $name }. Передає { $by }
act-assign = Призначити
act-refer = Передати
act-merge = { $count ->
    [one] Об’єднати: { $shown } поблизу
    [few] Об’єднати: { $shown } поблизу
    [many] Об’єднати: { $shown } поблизу
   *[other] Об’єднати: { $shown } поблизу
}
act-done = Готово
assign-to = Хто відповідає
assign-choose = Оберіть когось
assign-me = { $name } (ви)
wrong-assign = Оберіть, хто має відповідати.
refer-text = Відтепер ця людина бачить звернення. Відповідальний лишається той самий.
refer-to = Кому
refer-responders = Помічникам, які дбають про людей
refer-person = колега
refer-reason = Чому (читають лише працівники)
wrong-refer = Скажіть чому, щоб було зрозуміло, що робити.
refer-end = Завершити передання
refer-end-question = { $name } більше не бачитиме цього звернення завдяки переданню.
profiling-title = Зважайте на те, що людина робила
profiling-text = Ці слова, можливо, більше описують вигляд людини, ніж її дії. Вигляд — не підстава діяти. Якщо нічого не було зроблено, закрийте без підстав.
profiling-no-basis = Закрити: немає підстав
profiling-words = Прочитати слова мешканця, які можуть описувати чийсь вигляд
ending-no-basis = Мешканець прочитає, що описане не дає підстав для дій. Скажіть одним реченням, що дало б.
merged-into = Це звернення йде за іншим:
merged-here = Ці звернення йдуть за цим. Ті, хто їх надіслав, дізнаються, чим воно скінчиться.
merge-separate = Знову роз’єднати
merge-separate-question = Воно знову йде своїм шляхом і є відкритим.
merge-title = Про те саме?
merge-text = Те, що йде слідом, закривається як те саме; його мешканець дізнається, чим скінчиться інше. Їх можна знову роз’єднати.
merge-this = Це
merge-other = Інше
merge-follow = Це йде за { $reference }
merge-lead = { $reference } іде за цим
similar-metres = { $metres } м
similar-roughly = у тій самій частині міста
similar-same-hour = у межах години
similar-hours = { $count ->
    [one] різниця { $shown } год
    [few] різниця { $shown } год
    [many] різниця { $shown } год
   *[other] різниця { $shown } год
}
similar-category = та сама категорія
similar-other-category = інша категорія
similar-received = Отримано
notes-title = Нотатки диспетчерської
notes-text = Їх читають лише працівники. Мешканці їх ніколи не бачать.
notes-label = Нотатка для працівників
notes-keep = Зберегти нотатку
entry-note = Нотатка: { $text }
entry-assigned = Призначено: відповідає { $name }
entry-given-back = Повернуто: ніхто не відповідає
entry-referred = Передано: { $name }. Причина: { $reason }
entry-referral-ended = Передання завершено: { $name }
entry-merged = { $reference } іде за цим зверненням
entry-unmerged = { $reference } знову йде своїм шляхом
entry-redacted = Вилучено: { $part }. Причина: { $reason }
entry-entered = Записано зі слів по телефону
keeping-title = Скільки його зберігають
keeping-open = Його зберігають, поки воно відкрите, і ще деякий час після завершення.
keeping-until = Його буде забуто після { $time }. Лишаться цифри без імені, слів і точного місця.
keeping-asked = { $name } просить зберегти його для судової справи. Якщо ніхто інший не погодиться, прохання втратить чинність { $time }.
keeping-held = Зберігається для судової справи. Нічого з нього не можна вилучити, доки двоє людей не відпустять його.
keeping-end-asked = Зберігається для судової справи. { $name } просить відпустити його.
hold-ask = Зберегти для судової справи
hold-ask_end = Попросити відпустити
hold-agree = Погодитися
hold-take_back = Забрати прохання
hold-text-ask = Тоді з нього нічого не можна буде вилучити, навіть мешканцеві. Друга людина має погодитися протягом тижня.
hold-text-ask_end = Друга людина має погодитися. Тоді його буде забуто, коли настане час.
hold-text-agree = Разом із вами це вирішили двоє людей.
hold-text-take_back = Те, про що просили, більше не в силі.
hold-reason = Чому, з номером справи (читають лише працівники)
wrong-hold = Скажіть чому, щоб інші могли оцінити.
entry-hold-ask = Прохання зберегти для судової справи: { $reason }
entry-hold-ask_end = Прохання завершити зберігання для судової справи: { $reason }
entry-hold-agree = Згода щодо зберігання для судової справи: { $reason }
entry-hold-take_back = Прохання щодо зберігання для судової справи забрано: { $reason }
desk-reply-ready = Готові відповіді
desk-reply-placeholder = Мешканцеві, мовою: { $language }
desk-reply-look = Переглянути
desk-reply-preview = Перед надсиланням
desk-reply-will-read = Це прочитає мешканець. Бажана мова відповіді: { $language }.
desk-reply-send = Надіслати мешканцеві
desk-reply-back = Писати далі
changed-what = Тим часом:
changed-again = Те, що ви заповнили, лишилося тут. Перегляньте ще раз і натисніть знову, якщо це досі слушно.
change-status = Тепер стан такий: { $status }
change-wrote = Мешканець написав: { $text }
change-answered = Колега відповів: { $text }
change-other = Мешканець зробив щось інше.
change-by = { $name }: { $what }
redact-open = Вилучити щось
redact-title = Вилучити щось
redact-text = Для того, чого не можна зберігати, наприклад чужого імені. Вилучене знищується і для мешканців, і для працівників; повернути його не можна.
redact-part = Звідки
redact-note = слова мешканця
redact-place = опис місця
redact-contact = контакт
redact-message = повідомлення
redact-photo = фотографія
redact-unknown = щось
redact-mark = Позначте слова, які треба прибрати
redact-strike = Викреслити позначене
redact-again = Почати спочатку
redact-select = Спершу позначте в тексті якісь слова.
redact-left = Що лишиться
redact-reason = Чому (читають лише працівники)
redact-button = Знищити
wrong-redact-reason = Скажіть, чому це вилучають.
row-profiling = перевірте підстави
row-merged = { $count ->
    [one] слідом іде { $shown }
    [few] слідом ідуть { $shown }
    [many] слідом ідуть { $shown }
   *[other] слідом іде { $shown }
}
select-report = Позначити { $reference }
bulk-title = Позначені звернення
bulk-selected = { $count ->
    [one] Позначено { $shown } звернення
    [few] Позначено { $shown } звернення
    [many] Позначено { $shown } звернень
   *[other] Позначено { $shown } звернення
}
bulk-full = { $count ->
    [one] Не більш як { $shown } одночасно.
    [few] Не більш як { $shown } одночасно.
    [many] Не більш як { $shown } одночасно.
   *[other] Не більш як { $shown } одночасно.
}
bulk-clear = Зняти позначки
bulk-done = { $count ->
    [one] Змінено { $shown } звернення.
    [few] Змінено { $shown } звернення.
    [many] Змінено { $shown } звернень.
   *[other] Змінено { $shown } звернення.
}
bulk-refused = { $count ->
    [one] { $shown } не змінено. Воно й далі позначене:
    [few] { $shown } не змінено. Вони й далі позначені:
    [many] { $shown } не змінено. Вони й далі позначені:
   *[other] { $shown } не змінено. Вони й далі позначені:
}
bulk-undo = Скасувати
enter-title = Звернення по телефону
enter-open = По телефону
enter-text = Записуйте, що вам кажуть. Питайте, що людина робила в них на очах, а не як вона виглядала.
enter-choose = Оберіть
enter-behaviours = Що людина робила?
enter-place = Де: вулиця, орієнтир, як знайти
enter-note = Що сталося, їхніми словами
enter-name = Ім’я (необов’язково)
enter-reach = Як зв’язатися (необов’язково)
enter-practice = Навчальне звернення
enter-button = Прийняти звернення
enter-done = Звернення прийнято
wrong-category = Оберіть, про що воно.
read-out-title = Прочитайте вголос
read-out-text = Прочитайте обидва, нехай їх запишуть. Із ними за зверненням можна стежити в застосунку або в інтернеті.
read-out-reference = Номер
read-out-receipt = Квитанція
read-out-letters = Літер O, I, L та U у ній немає: те, що звучить схоже, — це нуль або одиниця.
read-out-once = Її показано лише цього разу. Знайти її знову ніхто не зможе.
read-out-done = Прочитано вголос

## Попередження

alert-new = Нове попередження
alert-update = Оновити
alert-end = Дати відбій
alert-end-note = Що при цьому сказати людям (необов’язково)
alert-as-seen = Як це бачать мешканці:
alerts-choose = Оберіть попередження
alerts-choose-text = Або напишіть нове. Завершіть те, що вже не відповідає дійсності.
desk-no-alerts = Попереджень немає
desk-no-alerts-text = Жодне зараз не діє.
alert-five-parts = Люди реагують на попередження, яке каже п’ять речей: хто говорить, що сталося, де, доки й що робити. Жодної не має бракувати.
alert-field-headline = Заголовок: один рядок, у якому все сказано
alert-field-instruction = Що робити
alert-field-hazard = Що сталося
alert-field-place = Де
alert-field-source = Хто говорить
alert-field-description = Докладніше (необов’язково)
alert-field-expires = Доки
alert-example-headline = Запах газу біля Млинової вулиці
alert-example-instruction = Не підходьте до Млинової вулиці. Ідіть Набережною.
alert-example-hazard = Витік газу: він може спалахнути
alert-example-place = Млинова вулиця між мостом і школою
alert-example-source = Патруль
also-in = Також мовою: { $language }
alert-in-1 = 1 година
alert-in-4 = 4 години
alert-in-12 = 12 годин
alert-in-24 = 1 доба
alert-how-loud = Наскільки гучно
alert-urgency = Як скоро
urgency-immediate = Зараз
urgency-expected = Протягом години
urgency-future = Пізніше
urgency-past = Уже минуло
urgency-unknown = Невідомо
alert-severity = Наскільки серйозно
severity-extreme = Надзвичайна загроза життю
severity-severe = Значна загроза
severity-moderate = Можлива загроза
severity-minor = Загрози майже немає
severity-unknown = Невідомо
alert-certainty = Наскільки певно
certainty-observed = Бачили на власні очі
certainty-likely = Імовірно
certainty-possible = Можливо
certainty-unlikely = Малоймовірно
certainty-unknown = Невідомо
loudness-extreme = Показується першим на головному екрані.
loudness-severe = Показується на головному екрані, якщо інше не закликає діяти негайно.
loudness-moderate = Показується на головному екрані, якщо немає гучнішого.
loudness-minor = Показується на головному екрані, лише якщо немає жодного гучнішого.
alert-category = Вид небезпеки
hazard-safety = Безпека
hazard-fire = Пожежа
hazard-met = Погода
hazard-infra = Газ, вода, струм
hazard-transport = Транспорт
hazard-health = Здоров’я
hazard-env = Довкілля
hazard-security = Охорона порядку
hazard-rescue = Порятунок
hazard-geo = Рух ґрунту
hazard-cbrne = Небезпечні речовини
hazard-other = Інше
alert-status = Це насправді?
alert-is-actual = Так: треба діяти
alert-is-exercise = Частина навчання
alert-is-test = Лише перевірка
alert-publish = Опублікувати попередження
alert-publish-update = Опублікувати оновлення
alert-parts = П’ять частин
alert-part-missing = бракує
alert-part-there = є
alert-parts-there = Є { $there } з 5 частин.
alert-area = Де на місцевості
alert-area-everywhere = Для всіх. Оберіть райони або намалюйте територію, щоб попередити лише тих, хто там.
alert-area-part = Для тих, хто в межах позначеного.
alert-area-districts = Райони
alert-area-drawing = Територія патруля, її райони та намальоване
alert-area-draw = Намалювати територію
alert-area-corners = Кути території { $number }
alert-area-how = По одному куту в рядку, спершу північ: 60.01000, 24.02000. Або клацніть на малюнку, щоб додати кут.
alert-area-wrong = Один рядок — не кут. Напишіть два числа: градуси північної широти, потім східної довготи.
alert-area-few = Території потрібно щонайменше три кути.
alert-area-undo = Прибрати останній кут
alert-area-remove = Прибрати цю територію
alert-area-all = Усюди
alert-send-at = Надіслати пізніше, о
alert-send-at-text = Лишіть порожнім, щоб надіслати зараз. Піде один раз, само, навіть коли тут нікого немає.
alert-preview = Як це побачать мешканці
alert-preview-later = Скажіть, доки воно діє, і воно з’явиться тут.
alert-second-text = Таке гучне попередження чекає, доки його схвалить друга людина.
alert-propose = Попросити другу людину
alert-proposed = Чекає на другу людину
alert-schedule = Запланувати попередження
alert-keep = Зберегти як чернетку
alert-kept = Збережено як чернетку
alert-end-text = Усім, хто бачив попередження, скажуть, що все минуло. Для цього більше ніхто не потрібен, і скасувати це не можна.
alert-recall = Відкликати
alert-recall-text = Для попередження, яке не слід було надсилати. Усім, хто його бачив, скажуть, що воно помилкове. Скасувати це не можна.
alert-recall-note = Чому його відкликають
alert-closing-missing = Скажіть це й мовою: { $language }.
alert-history = Що зроблено
alerts-waiting = Треба зробити
alerts-sent = Надіслані
plan-is-draft = Чернетка
plan-is-awaiting_approval = Чекає на схвалення
plan-is-scheduled = Заплановане
plan-is-expired = Не надіслано: його час минув
plan-is-review = Треба переглянути
plan-title = Підготовлене попередження
plan-of-update = Підготовлене оновлення
plan-draft = Чернетка, її автор — { $by }. Ззовні її ніхто не бачить.
plan-awaiting = { $by } просить схвалення. Схвалити можна до { $until }; потім воно знову стане чернеткою.
plan-scheduled = Піде само: { $at }. Просить { $by }.
plan-expired = Його час минув, перш ніж його надіслали. Змініть час або відмовтеся від нього.
plan-send-at = Надіслати: { $at }
plan-exactly = Піде саме це:
plan-changes = Що зміниться для мешканців
plan-what = Що
plan-before = Зараз
plan-after = Потім
plan-no-changes = Воно каже те саме, що мешканці бачать зараз.
plan-edit = Змінити
plan-discard = Відмовитися
plan-discard-update = Відмовитися від цього оновлення? Те, що бачать мешканці, лишиться без змін.
plan-discard-whole = Відмовитися від цього попередження? Його не було надіслано.
decision-title = Чи воно слушне, для цих людей, зараз?
decision-words = Що ви на це скажете (потрібно, щоб відхилити)
decision-words-needed = Скажіть, чому його не слід надсилати, щоб можна було виправити.
decision-approve = Схвалити й надіслати
decision-decline = Відхилити
decision-approved = Схвалено
decision-declined = Відхилено
alone-begin = Більше тут нікого немає
alone-text = Лише коли життя в небезпеці, а більше ніхто з тих, хто може публікувати, не сидить за консоллю. Воно піде негайно, лише під вашим іменем, і хтось інший перегляне його згодом.
alone-why = Чому не можна чекати
alone-why-needed = Скажіть, чому не можна чекати на другу людину.
alone-send = Надіслати самостійно
review-title = Надіслано без другої людини
review-text = Надсилає без другої людини { $by }. Причина: { $reason }
review-not-yours = Перегляне хтось інший.
review-begin = Переглянути
review-words = Що виявив перегляд
review-words-needed = Скажіть, що виявив перегляд.
review-send = Завершити перегляд
review-done = Переглянуто
step-wrote = { $by }: написано
step-proposed = { $by }: прохання до другої людини
step-approved = { $by }: схвалено
step-declined = { $by }: відхилено
step-scheduled = { $by }: заплановано
step-sent = Надіслано на прохання: { $by }
step-sent_alone = { $by }: надіслано без другої людини
step-ended = { $by }: відбій
step-recalled = { $by }: відкликано
step-discarded = { $by }: відмова від підготовленого
step-reviewed = { $by }: переглянуто
step-missed = Не надіслано: час минув ({ $by })
alert-published = Опубліковано
alert-missing = Чогось бракує: заповніть позначені поля.

## Події

event-new = Нова подія
event-update = Змінити
event-save = Зберегти зміни
event-cancel = Скасувати подію
event-cancel-note = Чому — для тих, хто збирався прийти
event-publish = Опублікувати подію
event-published = Опубліковано
event-was = Минула
event-missing = Чогось бракує: заповніть позначені поля.
event-field-title = Назва
event-field-description = Що там відбудеться і для кого
event-field-starts = Початок
event-field-ends = Кінець
event-zone = Час у поясі { $zone }
event-zone-utc = Час за UTC. Якщо годинники у вашій місцевості показують інше, попросіть адміністратора вказати часовий пояс.
event-field-place = Де
event-field-kind = Вид
event-field-capacity = Скільки людей вміститься (необов’язково)
event-field-languages = Якими мовами там говорять
picture-title = Зображення (необов’язково)
picture-hint = Його зменшать і збережуть лише саме зображення: без місця, камери й часу.
picture-choose = Обрати зображення
picture-another = Обрати інше
picture-remove = Прибрати зображення
picture-removed = Зображення прибрано
picture-preparing = Готуємо зображення…
picture-ready = Зображення готове. Скажіть нижче, що на ньому.
picture-description = Що на зображенні
picture-description-hint = Для тих, хто не може його побачити: хто або що на ньому і які там слова.
picture-missing = Це зображення зараз не можна показати.
event-clash = У той самий час: { $title }, { $time }, { $place }

## Новини

news-new = Нова новина
news-update = Змінити
news-publish = Опублікувати
news-published = Опубліковано
news-withdraw = Відкликати
news-withdraw-question = Прибрати це зі списків у всіх? Із сказаного не лишиться нічого.
news-withdrawn = Відкликано
news-field-title = Про що
news-field-text = Що варто знати
news-published-at = Опубліковано { $when }
news-choose = Оберіть новину
news-choose-text = Тут з’явиться, що в ній сказано кожною мовою.
desk-no-news = Новин ще немає
desk-no-news-text = Те, що ви публікуєте тут, усі читають у застосунку.
list-events = Події
list-news = Новини
coming-title = Хто збирається прийти
coming-nobody = Поки ніхто не сказав
coming-people = { $count ->
    [one] { $shown } людина
    [few] { $shown } людини
    [many] { $shown } людей
   *[other] { $shown } людини
}
coming-people-of = { $shown } з { $capacity } місць
coming-text = Людей рахують без імен.
events-choose = Оберіть подію
events-choose-text = Або напишіть нову.
desk-no-events = Подій немає
desk-no-events-text = Поки нічого не заплановано.

## Команда

team-title = Команда
team-invite = Запросити когось
team-name = Ім’я
team-name-hint = З ним людина входитиме. Хто вже тут під цим іменем, отримає ці ролі й новий пароль.
team-make-link = Створити посилання
team-link-title = Посилання для: { $name }
team-link-text = Відкривається один раз, протягом доби. Його показано лише зараз.
team-done = Готово
team-roles = Що робить
team-districts = Де
team-everywhere = У всіх районах
team-somewhere = Лише в деяких
team-you = ви
team-self = Ваші права змінює інший адміністратор.
team-change = Змінити
team-save = Зберегти
team-end-sessions = Вийти всюди
team-shut-out = Закрити доступ
team-let-in = Знову впустити
team-state-shut_out = доступ закрито
team-state-signed_in = у системі
team-state-invited = запрошено
team-state-enrolled = не в системі
team-state-not_enrolled = ще немає пароля
role-dispatcher = Диспетчер
role-dispatcher-text = Приймає звернення й розподіляє їх
role-officer = Патрульний
role-officer-text = Виїжджає до них
role-responder = Помічник
role-responder-text = Дбає про людей: звернення через тривогу за когось
role-publisher = Редактор
role-publisher-text = Публікує попередження та події
role-admin = Адміністратор
role-admin-text = Запрошує людей і дає їм права; звернень завдяки цьому не бачить
wrong-roles = Оберіть принаймні одну.

## Що стоїть на заваді зміні

obstacle-changed = Тим часом це хтось змінив. Ось що там сказано тепер. Написане вами ще у формі: надішліть, щоб замінити, або скасуйте.
obstacle-published = Це вже опубліковано: відповідь загубилася дорогою. Ось що там сказано. Написане вами ще у формі: надішліть, щоб замінити.
obstacle-over = Це вже минуло, і змінити його не можна. Написане вами ще у формі, його можна скопіювати. Ось що там сказано тепер.

## Що не так із полем

wrong-expires = Попередження має завершитися після свого початку і протягом 7 днів. Краще поновіть його, ніж тримати довше.
wrong-no-expires = Скажіть, доки воно діє.
wrong-effective = Воно може початися щонайбільше за 30 днів.
wrong-headline = Заголовок має щось казати; до 160 символів.
wrong-part = Тут має бути щось сказано; до 200 символів.
wrong-instruction = Скажіть, що робити; до 2000 символів.
wrong-title = Назва має щось казати; до 120 символів.
wrong-description = Опис має щось казати й не бути задовгим.
wrong-picture = Цей файл не можна використати як зображення. Оберіть файл JPEG, PNG або WebP, не більший за 4 МБ.
wrong-picture-description = Скажіть кожною мовою, що на зображенні; до 400 символів.
wrong-picture-gone = Зображення тут більше немає. Оберіть його ще раз.
wrong-starts-at = Початок — щонайбільше за два роки від сьогодні.
wrong-ends-at = Кінець має бути після початку, не в минулому і протягом 31 дня.
wrong-outcome = Скажіть, що зроблено; до 1000 символів.
wrong-reason = Оберіть причину.
wrong-duplicate-of = Оберіть звернення, з яким воно збігається.
wrong-cancel-note = Скажіть чому, щоб ніхто не стояв перед зачиненими дверима.
wrong-password = Пароль має містити 12 символів або більше, не рахуючи вашого імені.
wrong-code = Це не той код, який зараз показує застосунок. Дочекайтеся наступного.

## Що робила команда

audit-title = Що зроблено
audit-about = Хто, що й коли зробив. Про що саме йшлося, тут не зберігається.
audit-export = Зберегти як файл
audit-who = Хто
audit-everybody = Усі
audit-what = Що
audit-everything = Усе
audit-kind-report = Звернення
audit-kind-alert = Попередження
audit-kind-event = Події
audit-kind-person = Люди
audit-kind-session = Вхід
audit-kind-token = Програми
audit-kind-deployment = Сервер
audit-from = Від
audit-until = До
audit-none = Нічого не підходить.
audit-more = Показати давніші
audit-command-line = Хто доглядає за сервером
audit-server = Сервер
audit-unchained = { $count ->
    [one] { $shown } новішого рядка ще немає у списку.
    [few] { $shown } новіших рядків ще немає у списку.
    [many] { $shown } новіших рядків ще немає у списку.
   *[other] { $shown } новішого рядка ще немає у списку.
}
act-report-status = змінено стан звернення
act-report-message = написано мешканцеві
act-reports-export = вивантажено всі звернення
act-alert-publish = опубліковано попередження
act-alert-update = змінено попередження
act-alert-end = завершено попередження
act-news-publish = опубліковано новину
act-news-update = змінено новину
act-news-withdraw = відкликано новину
act-picture-keep = надіслано зображення
act-patrol-plan = склав(-ла) план обходів
act-patrol-edit = змінив(-ла) план обходів
act-patrol-call-off = скасував(-ла) зміну
act-patrol-visit = записав(-ла) відвідання
act-patrol-note = зробив(-ла) нотатку на обході
act-trial-plan = запланував(-ла) випробування
act-trial-call-off = скасував(-ла) випробування
act-event-publish = опубліковано подію
act-event-update = змінено подію
act-event-cancel = скасовано подію
act-person-invite = запрошено людину
act-invitation-withdraw = забрано запрошення
act-person-enrol = обрано пароль або створено ключ доступу
act-person-rights = змінено чиїсь права
act-person-shut-out = комусь закрито доступ
act-person-let-in = когось знову впущено
act-passkey-add = додано ключ доступу
act-passkey-remove = прибрано ключ доступу
act-session-open = вхід
act-session-end = завершено сеанс
act-session-end-all = завершено всі чиїсь сеанси
act-token-create = створено службовий токен
act-token-revoke = відкликано службовий токен
act-incidents-import = імпортовано події з файлу
act-incidents-forget = стерто події одного джерела
act-streets-keep = імпортовано вулиці
act-audit-export = збережено цей список
act-deployment-restore = відновлено резервну копію
act-deployment-backup = зроблено резервну копію

## Що приховано

facts-place-rough = Місце відоме лише приблизно, доки ви не скажете, навіщо воно вам.
withheld-show-place = Показати точне місце
withheld-show-contact = Показати контакт
withheld-why-place = Навіщо вам точне місце?
withheld-why-contact = Навіщо вам контакт?
withheld-recorded = Записано, що ви дивилися і чому.
withheld-reason = Причина
withheld-reason-going_there = Хтось туди їде
withheld-reason-reaching_them = Щоб зв’язатися з тим, хто повідомив
withheld-reason-comparing = Щоб порівняти з іншим зверненням
withheld-reason-handing_over = Щоб передати іншій службі
withheld-reason-other = Інша причина
withheld-reason-missing = Оберіть причину.
withheld-words = Вашими словами
withheld-words-missing = Назвіть причину кількома словами.
withheld-open = Показати
act-report-place-read = переглянуто точне місце звернення
act-report-contact-read = переглянуто контакт звернення

## Показники

figures-desk-page = Що бачать усі
figures-desk-next = Далі: { $month }
figures-desk-next-at = Буде розказано автоматично від { $date }. До того надходитимуть нові звернення і з ними щось робитимуть.
figures-desk-counts = Що приховано і чому
figures-desk-counts-text = Ці числа бачить лише диспетчерська.
figures-desk-fate = Для мешканців
figures-fate-told = Показано
figures-fate-too_low = Приховано: замало
figures-fate-betraying = Приховано: з нього можна вирахувати замале число
figures-desk-all = Усі
figures-desk-preview = Що мешканці побачили б зараз
figures-desk-places = Місця, про які часто повідомляли й про які буде сказано: { $shown }
figures-desk-told = Уже розказано

## You said, we did

history-initiative = Повідомлено, що зроблено завдяки йому
act-report-initiative = Повідомлено мешканцеві, що зроблено
act-initiative = Повідомити, що зроблено
initiative-news = Яка ініціатива
initiative-choose = Виберіть
initiative-tell = Повідомити
initiative-text = Кожен із цих мешканців дізнається про це один раз, у розмові про своє звернення. Скасувати не можна.
initiative-none = Новин про ініціативи ще немає
initiative-none-text = Спершу опублікуйте новину й позначте, що про це просили мешканці.
initiative-wrong = Виберіть, про яку ініціативу повідомити.
initiative-mark = Про це просили мешканці
initiative-mark-text = «Ви просили — ми зробили»: тим, хто звертався, можна повідомити, і всі прочитають про це на публічній сторінці.
initiative-outcome-text = Коли це стане відомо; також якщо нічого не змінилося.

## Trials

trials-title = Що ми пробуємо
trials-text = Щось пробують у місцях, які обирає жереб, і не пробують в інших подібних. Це вимірюють один раз, через тиждень після завершення, і розповідають усім, що вийшло, хоч би що вийшло.
trials-none = Ще нічого не заплановано.
trials-new = Запланувати випробування
trials-state-planned = Заплановано
trials-state-running = Триває
trials-state-ended = Завершено, виміряють за тиждень, коли надійдуть усі записи
trials-state-measured = Виміряно
trials-state-called_off = Скасовано
trials-expected = Очікується в кожній групі: { $shown }. Потрібно: { $needed }. Імовірність побачити зміну на 23 %: { $power } %
trials-places = Де це пробують, місць: { $shown }
trials-places-text = Середина кожного — щоб просити про них у планах обходів. Не кажіть нікому поза патрулем.
trials-call-off = Скасувати
trials-call-off-sure = Скасувати це випробування? Продовжити його потім не можна, а якщо воно вже почалося, усім розкажуть, що його скасували.
trials-categories = Що рахуємо
trials-from = Початок
trials-until = Кінець
trials-pairs = Пари місць
trials-pairs-hint = Від 3 до 100. Одне з кожної пари обирає жереб.
trials-preview = Подивитися, чого чекати
trials-plan = Запланувати
trials-enough = Досить, щоб побачити зміну на 23 % з імовірністю 80 %.
trials-not-enough = Мабуть, замало, щоб щось сказати. Допоможе більше пар, більше часу або більше того, що рахуємо.
trials-found = Знайдено пар місць: { $shown }
trials-missing = Заповніть усе й виберіть хоча б щось, що рахувати.
trials-wrong-time = Початок — від сьогодні й у межах 90 днів, тривалість — від 14 днів до року; звернення мешканців зберігають близько трьох місяців.
trials-wrong-places = Замало віддалених одне від одного місць, звідки про це повідомляли. Рахуйте більше або імпортуйте більше.
trials-wrong-meanwhile = На цей час уже заплановано інше випробування, або воно триває.
trials-wrong-analysis = Для випробувань потрібні ввімкнений аналіз і територія з межею.
