### Написано машиною: потребує перевірки носієм мови.
### Machine-written: needs native review.

### Слова, спільні для застосунку, диспетчерської та сповіщень.
### Дати, час і числа надходять уже написаними; $count лише обирає форму множини.

app-name = Lamplight

## Дрібні слова

back = Назад
done = Готово
edit = Змінити
keep = Залишити
copy = Копіювати
copied = Скопійовано
loading = Завантаження
try-again = Спробувати ще раз
note-length = { $length } з { $most } символів
language-label = Мова
language-system = Як у системі
figures-title = Як ми працюємо

## Про що звернення

category-vandalism = Вандалізм
category-suspicious_activity = Підозрілі дії
category-lighting_hazard = Освітлення або небезпека
category-noise_disorder = Шум або безлад
category-litter_dumping = Сміття або звалище
category-vehicle = Транспортний засіб
category-lost_found = Загублене або знайдене
category-wellbeing = Тривога за когось

## Що людина робила

behaviour-trying_handles = Смикала ручки дверей, вікон або автомобілів
behaviour-forcing_entry = Щось виламувала
behaviour-looking_into_vehicles = Заглядала в припарковані автомобілі
behaviour-looking_into_homes = Заглядала в оселі
behaviour-taking_property = Брала те, що, схоже, належить комусь іншому
behaviour-following_someone = Стежила за кимось
behaviour-threatening = Погрожувала комусь
behaviour-hiding = Ховалася
behaviour-circling_repeatedly = Знову й знову повільно проходила або проїздила повз те саме місце
behaviour-tampering = Щось робила із замками, лічильниками, ліхтарями чи камерами

## На якому етапі звернення

status-received = Патруль отримав
status-seen = Людина побачила
status-assigned = Є відповідальна людина
status-on_the_way = Патруль у дорозі
status-resolved = Виконано
status-closed = Закрито
status-withdrawn = Ви відкликали

reason-no_action_needed = Більше нічого робити не треба.
reason-no_basis = Описане не дає підстав для дій.
reason-not_ours = За це відповідає інша установа.
reason-not_found = На місці нічого не знайшли.
reason-duplicate_of = Це те саме, що й інше звернення, і далі розглядається разом із ним.

step-ahead = ще попереду
step-original = Звернення, разом із яким розглядається це
step-removed = Патруль вилучив частину цього звернення
removed-note = Щось у тексті.
removed-place_words = Щось в описі місця.
removed-contact = Ваші контактні дані.
removed-message = Щось у повідомленні.
removed-photo = Фотографію.

## Попередження

level-extreme = Дійте негайно
level-severe = Серйозна загроза
level-moderate = Будьте обережні
level-minor = До відома
alert-test = Перевірка
alert-exercise = Навчання
alert-marked = { $mark }: { $headline }
alert-not-meant = Вам нічого робити не треба.
alert-until = до { $until }
alert-from-until = від { $from } до { $until }
alert-updated = Оновлено
alert-muted = Не про ваші місця: вас про це не сповіщали.
alert-ended = Минуло: відбій
alert-recalled = Скасовано: надіслано помилково
alert-expired = Строк минув
alert-instruction = Що робити
alert-place = Де
alert-hazard = Що сталося
alert-description = Докладніше
alert-source = { $source } · { $time }
alert-says = { $source }: { $instruction }

## Події

kind-safety_event = Захід із безпеки
kind-forum = Розмова з патрулем
kind-education = Навчання
kind-celebration = Свято
kind-initiative = Ініціатива сусідів
event-full = Місць немає
event-cancelled = Скасовано
event-times = { $from } – { $until }
news-title = Новини
news-changed-at = Змінено { $when }

## Фотографії

photos-title = Фотографії
photos-count = { $count ->
    [one] { $shown } фотографія
    [few] { $shown } фотографії
    [many] { $shown } фотографій
   *[other] { $shown } фотографії
}
photo-of = Фотографія { $number } з { $all }
photo-open = Показати більшою
photo-close = Закрити
close = Закрити

## Коли щось не працює

failure-invalid = Тут щось не так. Перевірте, будь ласка, і спробуйте ще раз.
failure-not_found = Цього тут уже немає.
failure-not_saved = Не вдалося зберегти. Звільніть місце на пристрої та спробуйте ще раз; усе, що ви написали, лишилося тут.
failure-not_possible = Це вже неможливо. Подивіться, як справи зараз.
failure-changed_meanwhile = Тим часом це змінив хтось інший. Ось як воно є зараз; вирішіть ще раз.
failure-signed_out = Ви вийшли із системи.
failure-cancelled = Ключ доступу не використано. Спробуйте ще раз або увійдіть інакше.
failure-forbidden = Ваша роль цього не дозволяє. Зверніться до адміністратора.
failure-unreachable = Відповіді немає. Перевірте з’єднання та спробуйте ще раз.
failure-busy = Забагато всього відразу. Зачекайте трохи та спробуйте ще раз.
failure-damaged = Дані на цьому пристрої пошкоджені. Закрийте Lamplight і відкрийте знову: застосунок збереже все, що можна прочитати, і нічого не видалить.
failure-internal = Щось пішло не так з нашого боку. Спробуйте ще раз; якщо не допоможе, перезапустіть Lamplight.

wrong-behaviours = Оберіть принаймні щось одне з того, що людина робила у вас на очах.
wrong-place-point = Це місце за межами території цього патруля. Оберіть інше або опишіть його словами.
wrong-place-words = Опис місця задовгий або містить символи, які не можна показати. Вміщується до 200 символів.
wrong-occurred-at = Цей час іще не настав. Оберіть час, не пізніший за теперішній.
wrong-appearance-only = Тут сказано, який хтось на вигляд, а не що людина робила. Додайте, що вона робила, або надішліть ще раз як є.
wrong-appearance-only-here = Тут сказано, який хтось на вигляд, а не що людина робила. Напишіть у полі «Що сталося», що вона робила, або приберіть це тут.
wrong-note = Текст задовгий або містить символи, які не можна показати. Вміщується до 2000 символів.
wrong-message = Повідомлення не прийнято: воно порожнє або задовге. Вміщується до 2000 символів.
wrong-contact-name = Ім’я задовге. Вміщується до 100 символів.
wrong-contact-reach = Вкажіть номер телефону чи адресу електронної пошти або лишіться без імені.
wrong-photo-heic = Це файл HEIC, який Lamplight не може прочитати. У налаштуваннях камери оберіть «найбільш сумісний» або поділіться фотографією як JPEG.
wrong-photo-unreadable = Цей файл не вдається прочитати як фотографію. Оберіть файл JPEG, PNG або WebP, який відкривається на цьому пристрої.
wrong-photo-too-large = Ця фотографія завелика. Можна прочитати до 64 мегапікселів і до 12 000 пікселів на сторону; підійде менша копія.
wrong-photos-too-many = До одного звернення можна додати до 6 фотографій. Приберіть одну, щоб додати іншу.
wrong-photo-twice = Ця фотографія вже є.
wrong-photo-description = Опис задовгий. Вміщується до 200 символів.
wrong-disk-nearly-full = Фотографію не збережено: пристрій майже заповнений, а місце, що лишилося, бережемо для ваших слів. Звільніть місце та додайте її ще раз.
wrong-drafts-too-many = Ви почали стільки звернень, скільки вміщується. Спершу надішліть або відкиньте одне з них.
wrong-server = Це не адреса сервера. Вона має такий вигляд: https://patrol.example

## You said, we did

step-initiative = Ви просили про це, і це зроблено
initiative-label = Ви просили — ми зробили
initiative-outcome = Що це змінило

## Мапа

map-closer = Ближче
map-farther = Далі
map-not-shown = Карту не вдається показати. У списку є ті самі місця.
