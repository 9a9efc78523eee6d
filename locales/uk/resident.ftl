### Написано машиною: потребує перевірки носієм мови.
### Machine-written: needs native review.

### Застосунок для мешканців.

## Що людина робила?

behaviour-title = Що людина робила?
behaviour-why = Оберіть те, що ви бачили. Бути десь — не підозріло; підозрілим може бути те, що людина робить.
behaviour-label = Що ви бачили
behaviour-none = Нічого з цього
behaviour-none-why = Тривожитися — не помилка. Але з того, який хто має вигляд або що людина тут є, патруль нічого зробити не може. Можливо, більше допоможе інше:
behaviour-none-danger = Хтось зараз у небезпеці?
behaviour-none-closest = Людина робила щось інше? Оберіть найближче й розкажіть своїми словами на наступній сторінці.
behaviour-none-worry = Може, цій людині потрібна допомога?
behaviour-none-thing = Ідеться радше про якусь річ або про шум?
behaviour-none-other = Інше звернення
behaviour-none-talk = Хочете з кимось про це поговорити?
behaviour-none-leave = Поки що залишити
continue = Далі

## Перегляд і надсилання

change = Змінити
change-category = про що звернення
place-label = Місце
place-label-last = Місце · як минулого разу
place-none = Не вказано
place-pin = Позначка { $point }
place-question = Де це?
place-example = Вулиця, орієнтир, як знайти
place-use-last = { $place }
place-leave-out = Не вказувати
place-open = Список і карта
place-find = Вулиця, орієнтир або адреса
place-as-typed = Лишити «{ $words }» як є
place-here = Де я зараз
place-here-asking = Шукаємо, де ви…
place-here-denied = Lamplight не має дозволу питати цей пристрій, де він. Оберіть зі списку або поставте позначку.
place-here-unknown = Цей пристрій не знає, де він. Оберіть зі списку або поставте позначку.
place-accuracy = Знайдено з точністю близько { $metres } м
place-coarse = Знайдено лише з точністю близько { $metres } м. Пересуньте позначку або оберіть зі списку.
place-outside = Це за межами території: { $area }. Там патруль допомогти не може.
place-reported =
    { $count ->
        [one] Сусіди вже повідомляли про таке неподалік: щонайменше { $shown } раз ({ $month }).
        [few] Сусіди вже повідомляли про таке неподалік: щонайменше { $shown } рази ({ $month }).
        [many] Сусіди вже повідомляли про таке неподалік: щонайменше { $shown } разів ({ $month }).
       *[other] Сусіди вже повідомляли про таке неподалік: щонайменше { $shown } раза ({ $month }).
    }
place-reported-why = Ваше звернення теж допоможе: воно покаже патрулю, що це триває.
place-at-house = { $street } { $number }
place-by-landmark = { $place }, орієнтир: { $landmark }
place-near-street = { $place }, поблизу: { $street }
place-list-recent = Про що ви вже повідомляли
place-list-landmark = Орієнтири
place-list-street = Вулиці
place-list-address = Адреси
place-list-empty = На цьому пристрої ще немає відомих місць. Опишіть своїми словами, де це.
place-list-none = Такої назви немає. Її все одно можна лишити як є.
pin-move = Пересувати позначку на { $metres } м за раз
pin-north = Північ
pin-south = Південь
pin-west = Захід
pin-east = Схід
map-label = Карта з позначкою. Усе, що вона вміє, можна зробити списком і кнопками нижче.
alerts-here = Попередження на цій мапі
map-coming = Карта в дорозі: { $percent } %
map-trouble-no_room = На цьому пристрої немає місця для карти. У списку є місця, які ви вже вказували.
map-trouble-too_large = Карта цього патруля завелика для телефону. Скажіть про це патрулеві.
map-trouble-damaged = Карта надійшла не вся. Пізніше вона завантажиться знову.
when-label = Коли
when-now = Щойно, { $time }
when-just-now = Щойно
when-ago-15 = 15 хв тому
when-ago-60 = Годину тому
when-ago-180 = 3 години тому
when-exactly = Або точно
note-label = Що сталося (необов’язково)
note-placeholder = Додайте кілька слів
note-prompt-title = Що людина робила?
note-prompt-text = «{ $words }» каже, який хтось на вигляд. Сам вигляд патрулеві не допоможе, а людям, які нічого не зробили, може зашкодити. Додайте, що людина робила у вас на очах.
note-prompt-edit = Додати, що вона робила
note-prompt-without = Вилучити це й надіслати
note-prompt-withdraw = Нічого не надсилати
note-few-details = Ви бачили, у що людина була вдягнена або що несла? Ще кілька слів допоможуть знайти саме її.
note-said = Що ви написали
contact-label = Хто бачить ваше ім’я
contact-nobody = Ніхто. Ви анонімні
contact-patrol = Патруль: { $who }
contact-stay-anonymous = Без імені
contact-leave = Лишити патрулеві своє ім’я
contact-name = Ім’я
contact-reach = Телефон або ел. пошта
contact-who-sees = Це побачить лише патруль і лише для цього звернення.
practice-chip = Тренування
send = Надіслати
send-practice = Надіслати як тренування
send-hint = Працює без з’єднання. Протягом 10 секунд можна скасувати.
send-hint-urgent = Працює без з’єднання. Надсилається одразу.
send-after-photos = Надішлеться, щойно підготуються фотографії.

## Фотографії

photo-name = Фотографія { $number }
photo-add = Додати фотографію
photo-add-another = Додати ще одну фотографію
photo-drop = Фотографію можна також перетягнути сюди або вставити.
photo-take = Зробити фотографію
photo-preparing = Готуємо фотографію…
photo-cleaned = Дані про місце з фотографії вилучено
photo-remove = Прибрати
photo-removed = Фотографію прибрано
photo-description = Що на ній (необов’язково)
photo-description-example = Для тих, хто не може її побачити
photo-missing = Цієї фотографії немає на пристрої.
photos-full = Більше до одного звернення не вміщується.
photos-to-send = { $count ->
    [one] Ще не надіслано { $waiting } з { $shown } фотографії
    [few] Ще не надіслано { $waiting } з { $shown } фотографій
    [many] Ще не надіслано { $waiting } з { $shown } фотографій
   *[other] Ще не надіслано { $waiting } з { $shown } фотографії
}
photos-elsewhere = { $count ->
    [one] { $shown } фотографію надіслано з іншого пристрою.
    [few] { $shown } фотографії надіслано з іншого пристрою.
    [many] { $shown } фотографій надіслано з іншого пристрою.
   *[other] { $shown } фотографії надіслано з іншого пристрою.
}

## Чернетки

draft-title = Ваше звернення
draft-gone = Цієї чернетки тут немає
draft-gone-text = Її надіслано або відкинуто.
drafts-title = Початі звернення
drafts-why = Поки ви їх не надішлете, вони є лише на цьому пристрої.
drafts-none = Нічого не почато
drafts-none-text = Тут зберігається звернення, яке ви почали й не надіслали.
draft-changed = Змінено { $time }
draft-discard = Відкинути це звернення
draft-discard-question = Відкинути його? Його не надіслано, і воно є лише на цьому пристрої.
draft-discard-yes = Відкинути
draft-discard-short = Відкинути
draft-discarded = Відкинуто
draft-back = Повернуто

## Збережено

delivery-saved = Збережено на цьому пристрої
delivery-received = Патруль отримав
delivery-seen = Людина побачила
delivery-needs_attention = Потребує вашої уваги
delivery-erased = У патруля стерто
saved-next-saved = Щойно буде з’єднання, воно само піде до патруля. Застосунок можна закрити.
saved-next-received = Звернення вже в патруля. Його перегляне людина; вам нічого робити не треба.
saved-next-seen = У патрулі його прочитала людина.
saved-next-needs_attention = Сервер патруля його не прийняв. Нічого не втрачено: подивіться, чого бракує.
saved-next-erased = У патруля цього звернення більше немає.
saved-practice = Це тренування: звернення проходить весь шлях, але нікого не відправлять.
saved-done = Готово
saved-another = Повідомити ще про щось поруч
saved-follow = Стежити за зверненням
undo = Скасувати
undo-done = Скасовано. Нічого не надіслано.
undo-edit = Ще не надіслано: змінюйте, що хочете.
undo-too-late = Воно вже в дорозі. Відкликати його можна на його сторінці.
steps-label = Який зараз етап
step-done = Готово
receipt-title = Квитанція
receipt-write-down = Запишіть її, щоб стежити за зверненням з іншого пристрою.
receipt-write-down-both = Запишіть її разом із номером { $reference }, щоб стежити за зверненням з іншого пристрою.
receipt-why = Хто її має, той може все читати: не показуйте її нікому.
receipt-copied = Квитанцію скопійовано
receipt-not-copied = Скопіювати не вдалося. Позначте її та скопіюйте вручну.

## Стежити за зверненням з іншого пристрою

follow-link = Стежити за зверненням з іншого пристрою
follow-title = Стежити за зверненням
follow-why = Звернення, надіслане з іншого пристрою, можна читати й доповнювати і тут. Його номер і квитанція стоять на його сторінці там.
follow-reference = Номер
follow-reference-example = AQ-7K2M9
follow-receipt = Квитанція
follow-receipt-example = 7K2M9-QXW4E-5RTY6-PAS8D
follow-forgiving = Великі літери, пробіли та дефіси не мають значення.
follow-send = Стежити
follow-asking = Шукаємо…
follow-not-found = За цими двома нічого не відкривається. Звірте, будь ласка, обидва із записаним.
follow-no-server = Спершу вкажіть у налаштуваннях сервер свого патруля.
wrong-reference = Номер починається з двох або трьох літер і має ще п’ять знаків, наприклад AQ-7K2M9.
wrong-receipt = У квитанції 20 літер і цифр. Звірте її, будь ласка, із записаною.

## Мої звернення

reports-title = Мої звернення
reports-none = Звернень ще немає
reports-none-text = Тут зберігається все, про що ви повідомили, разом з усіма відповідями. Щоб почати, натисніть на ліхтар.
reports-more = { $count ->
    [one] Показати давніші (ще { $shown })
    [few] Показати давніші (ще { $shown })
    [many] Показати давніші (ще { $shown })
   *[other] Показати давніші (ще { $shown })
}
reports-unread = { $count ->
    [one] { $shown } нова відповідь
    [few] { $shown } нові відповіді
    [many] { $shown } нових відповідей
   *[other] { $shown } нової відповіді
}
attention-title = Це не прийнято
attention-retry = Надіслати ще раз
attention-discard = Видалити з цього пристрою
attention-discard-question = Видалити з цього пристрою? У патруля цього немає.
attention-discard-yes = Видалити
attention-wrong-receipt = Квитанція на цьому пристрої більше не відкриває звернення.
attention-gone = Патруль стер це звернення; нічого додати до нього вже не можна.
attention-on-hold = Патруль мусить зберігати це звернення для судової справи. Стерти його можна буде, коли вона завершиться; надішліть знову пізніше.
attention-conflict = Під цим номером у патруля є щось інше. Видаліть його тут і повідомте ще раз.

## Одне звернення

thread-title = Звернення
thread-new-answer = Є нова відповідь від патруля
thread-withdrawing = Відкликання в дорозі
thread-reopening = Повторне відкриття в дорозі
step-fixed = Ви сказали: усунено
step-not-fixed = Ви сказали: ще не усунено
followed-chip = Ви за ним стежите; надіслано з іншого пристрою
conversation-label = Листування
message-you = Ви
message-patrol = Патруль
message-unsent = Збережено тут, ще не надіслано
message-refused = Не прийнято
reply-label = Написати патрулеві
reply-placeholder = Написати патрулеві
reply-send = Надіслати
said-title = Про що ви повідомили
withdraw = Відкликати це звернення
withdraw-question = Сказати патрулеві, що воно більше не потрібне? Надіслане лишиться в патруля.
withdraw-yes = Відкликати
erase = Стерти всюди
erase-question = Стерти це звернення та його фотографії тут і в патруля? Це не можна скасувати, і його квитанція більше нічого не відкриє:
erase-yes = Стерти
fixed-question = Це усунули?
fixed-why = Патруль каже, що зробив це. Вам видніше.
fixed-yes = Так
fixed-no = Ще ні
fixed-thanks = Дякуємо. Патруль про це дізнається.
fixed-sorry = Дякуємо, що сказали. Ви можете відкрити звернення знову.
reopen = Відкрити знову
reopen-why = Якщо це не виправлено, протягом 14 днів ви можете відкрити звернення знову.
gone-title = Цього звернення тут немає
gone-text = Його скасовано чи стерто або зроблено на іншому пристрої.

## Попередження

alerts-none = Усе спокійно
alerts-none-text = Попереджень немає. Нові з’являться тут самі.
alerts-over = Минулі

## Громада

events-title = Громада
events-filter = Які події
interest-all = Усі
interest-safety = Безпека
interest-education = Навчання
interest-celebration = Свята
events-none = Поки нічого не заплановано
events-none-of-kind = Такого поки не заплановано
events-none-text = Нові події з’являться тут самі.
events-past = Минулі
event-title = Подія
event-past = Ця подія вже минула.
event-capacity = { $count ->
    [one] Місце для { $shown } людини
    [few] Місця для { $shown } людей
    [many] Місця для { $shown } людей
   *[other] Місця для { $shown } людини
}
picture-to-come = Зображення ще немає на цьому пристрої.
picture-shows = На ньому: { $words }
event-gone = Цієї події тут немає
event-gone-text = Її вилучили зі списку.
event-gone-back = Усі події
event-coming-question = Ви прийдете?
event-coming-why = Патруль дізнається, скільки людей прийде, і ніколи — хто саме.
event-coming-full = Місць більше немає. Загляньте пізніше: може, хтось звільнить своє.
event-coming-yes = Я прийду
event-coming-no = Не зможу
event-people-label = Скільки вас прийде
event-people = { $count ->
    [one] { $shown } людина
    [few] { $shown } людини
    [many] { $shown } людей
   *[other] { $shown } людини
}
event-people-fewer = На одну людину менше
event-people-more = На одну людину більше
event-you-come = Ви прийдете
event-answer-waiting = Збережено на цьому пристрої. Патруль дізнається, щойно буде зв’язок.
event-answer-counted = { $count ->
    [one] Вас враховано: { $shown } людина.
    [few] Вас враховано: { $shown } людини.
    [many] Вас враховано: { $shown } людей.
   *[other] Вас враховано: { $shown } людини.
}
event-answer-not-counted = Вас не враховано.
event-answer-not-coming = Патруль знає, що ви не прийдете.
event-answer-full = Стільки місць немає.
event-answer-over = Ця подія більше не приймає відповідей.
event-calendar-file = Додати до мого календаря
event-calendar-file-kept = { $name } — серед ваших завантажень. Відкрийте його, і календар його візьме.
events-view = Як показувати події
events-as-list = Список
events-as-month = Місяць
month-before = Попередній місяць
month-after = Наступний місяць
month-none = Цього дня нічого немає.
month-day-events = { $count ->
    [one] { $day }: { $shown } подія
    [few] { $day }: { $shown } події
    [many] { $day }: { $shown } подій
   *[other] { $day }: { $shown } події
}
news-all = Усі новини
news-none = Новин ще немає
news-none-text = Те, що патруль повідомляє всім, з’являтиметься тут само.
news-gone = Цього тут більше немає
news-gone-text = Патруль це відкликав.

## Налаштування

settings-server = Сервер вашого патруля
settings-server-example = https://patrol.example
settings-server-why = Адресу вам скаже ваш патруль.
settings-save = Зберегти
settings-saved = Збережено
hearing-title = Сповіщення
hearing-on = Сповіщати мене про попередження поза застосунком
hearing-unable = Цей комп’ютер не показує сповіщень. Попередження з’являються в застосунку, тож зазирайте сюди час від часу.
hearing-unable-phone = Цей телефон не дозволяє Lamplight показувати сповіщення. Дозвольте їх у налаштуваннях телефона або зазирайте в застосунок час від часу.
hearing-where = Попередження про
hearing-everywhere = Усе: { $area }
hearing-some = Лише деякі місця
hearing-none-yet = Оберіть місце. Доти ви дізнаєтеся про все.
hearing-gone = Район, якого більше немає. Замість нього ви дізнаєтеся про все.
hearing-circle = { $place }, { $radius } довкола
hearing-metres = { $metres } м
hearing-kilometres = { $kilometres } км
hearing-remove = Прибрати: { $place }
hearing-add = Додати місце останнього звернення
hearing-add-why = Вам скажуть про попередження, які сягають так далеко довкола нього.
hearing-add-name = Як ви його називаєте
hearing-add-radius = Як далеко довкола
hearing-add-done = Додати це місце
hearing-private = Ваші місця лишаються на цьому пристрої. Патруль про них не дізнається.
hearing-reminds = Нагадувати про події, на які я прийду
hearing-reminds-why = Увечері напередодні. Якщо ви відповіли пізніше — за дві години до початку.
hearing-quiet = Тихі години
hearing-quiet-why = Попередження й нагадування чекають, поки вони скінчаться. Час у поясі { $zone }.
hearing-quiet-from = Від
hearing-quiet-until = До
hearing-wakes = Найгучніші попередження можуть мене розбудити
hearing-wakes-why = Коли йдеться про життя й діяти треба негайно: звук лунає, доки ви не відповісте, також у тихі години.
hearing-stays = Слухати далі, коли я закриваю вікно
hearing-stays-why = Lamplight лишається поруч із годинником. Де для його значка немає місця, закриття вікна завершує роботу.
hearing-starts = Запускати разом із комп’ютером
hearing-try = Показати пробне сповіщення
hearing-tried = Його показано. Якщо ви його не бачили, перевірте, чи система не стримує сповіщень.
hearing-not-shown = Нічого не показано: цей пристрій не показує сповіщень Lamplight.
privacy-title = Ваша приватність
privacy-no-account = Облікового запису немає. Ніщо не пов’язує два ваші звернення.
privacy-place = Патруль дізнається про місце, яке ви вкажете, і ніколи — де перебуває цей пристрій.
privacy-receipt = Кожне звернення має власну квитанцію. Якщо її втрачено, шлях до відповідей теж.

## Допомога й тривоги

directory-title = Допомога
directory-wellbeing = Для вас і ваших близьких
directory-community = У громаді
directory-none = У списку ще нікого немає
directory-none-text = Цей список складає ваш патруль. Номери вгорі є тут завжди.
directory-offline = Цей список є на вашому пристрої, його можна читати без з’єднання.
quick-exit = Вийти негайно
quick-exit-why = «Вийти негайно» одразу показує події громади. Кнопка «Назад» сюди вже не веде. Дзвінок лишається у списку вашого телефону.
concern-who = Хто в небезпеці?
concern-me = Я
concern-other = Хтось інший
concern-when = Це відбувається зараз?
concern-now = Так, зараз
concern-not-now = Ні, не зараз
concern-call-first = Спершу зателефонуйте. Звернення може чекати, поки його прочитають, дзвінок — ні.
concern-readers = Його читають лише помічники, які дбають про людей, і той, хто за нього відповідає. Ваші відповіді стоятимуть у перших рядках, і ви можете їх змінити.
concern-says-me = У небезпеці: я.
concern-says-other = У небезпеці: хтось інший.
concern-says-now = Це відбувається зараз.
concern-says-not-now = Зараз це не відбувається.

## Налаштування та вітання

practice-title = Тренування
text-size = Розмір тексту
text-size-percent = { $percent } %
theme = Вигляд
theme-system = Як у системі
theme-light = Світлий
theme-dark = Темний
erase-all-title = Стерти мої дані
erase-all-text = Чернетки й ненадіслані звернення зникають одразу. Звернення, які є в патруля, стираються й там разом із фотографіями; доки він не підтвердить, вони лишаються у вашому списку, бо попросити про це може лише цей пристрій. Збережене для судової справи та цифри без слів і імен лишаються в патруля.
erase-all = Стерти все
erase-all-question = Стерти всі ваші звернення та чернетки тут і в патруля? Це не можна скасувати.
erase-all-yes = Стерти все
erase-all-done = Тут стерто. Те, що в патруля, буде стерто, щойно з’явиться з’єднання.
welcome-title = Вітаємо в Lamplight
welcome-text = Розповідайте патрулю свого району про те, що бачите, і дізнавайтеся від нього про важливе.
welcome-qr = Є оголошення з QR-кодом? Відскануйте його камерою та вставте сюди адресу, яку він покаже.
welcome-area = З’єднано: { $area }
welcome-unreached = Цей сервер ще не відповів. Адресу збережено, спроби триватимуть самі; якщо так і далі, перевірте адресу.
welcome-begin = Почати
welcome-later = Можна почати й без адреси та вказати її пізніше в налаштуваннях.

## You said, we did

initiative-read = Прочитати, що зроблено
