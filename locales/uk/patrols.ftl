### Написано машиною: потребує перевірки носієм мови.
### Machine-written: needs native review.

### Кімната піших патрулів: плани обходів і те, що видно дорогою.

walk-title = Патрулі
walk-new = Новий план
walk-none = Планів ще немає
walk-none-planner = Сплануйте зміну: які місця відвідати, кому і чому.
walk-none-walker = Щойно диспетчер спланує зміну, вона з’явиться тут.
walk-choose = Виберіть зміну
walk-choose-text = Тут з’являться її обходи з причиною кожної зупинки.
walk-shift = { $from } – { $until }
walk-unit = Патруль { $number }
walk-clash = Накладання
walk-called-off = Скасовано
walk-left-count = { $count ->
    [one] { $shown } зупинка без патруля
    [few] { $shown } зупинки без патруля
    [many] { $shown } зупинок без патруля
   *[other] { $shown } зупинки без патруля
}
walk-stops-count = { $count ->
    [one] { $shown } зупинка
    [few] { $shown } зупинки
    [many] { $shown } зупинок
   *[other] { $shown } зупинки
}

## Новий план

walk-no-streets = Вулиці ще невідомі
walk-no-streets-text = Без них не сказати, скільки триває обхід. Хто доглядає сервер, імпортує їх один раз — з OpenStreetMap або з осьових ліній міста:
walk-no-streets-command = lamplight-server streets import --data DIR --file town.osm.pbf
walk-starts = Початок
walk-ends = Усі повернулися
walk-stay = Хвилин на кожній зупинці
walk-stay-text = Від 10 до 16 хвилин заспокоюють місце найдовше.
walk-break-minutes = Хвилин на перерву
walk-break-text = Посередині зміни, там, де хто буде. Щонайбільше чверть зміни; 0, якщо перерва не потрібна.
walk-who = Хто йде
walk-who-text = Патрулі мають номери. Імена не зберігаються.
walk-base = Де обходи починаються й закінчуються
walk-where = Місця за мапою ризику
walk-by-map = Відвідати місця з мапи від { $when } і кілька випадкових
walk-by-map-text = Місця обираються жеребом, щоб ніхто не міг їх передбачити. Щонайменше десята частина часу йде на випадкові місця: так видно, якщо мапа помиляється.
walk-no-map = Мапи ризику ще немає. Назвіть місця для відвідання самі.
walk-asked = Місця, про які ви просите
walk-asked-text = Їх відвідують раніше за всі інші.
walk-asked-place = Місце { $number }
walk-asked-add = Додати місце
walk-asked-drop = Прибрати місце { $number }
walk-place-words = Як воно називається
walk-place-degrees = Широта, довгота
walk-place-map = Показати на мапі
walk-plan = Спланувати обходи
walk-planning = Планування…
walk-planned = Зміну сплановано
walk-missing = Чогось бракує або значення не підходить: перегляньте позначені поля.

## План

walk-print = Друкувати
walk-sum = { $count ->
    [one] { $shown } зупинка · { $metres } пішки · повернення о { $back }
    [few] { $shown } зупинки · { $metres } пішки · повернення о { $back }
    [many] { $shown } зупинок · { $metres } пішки · повернення о { $back }
   *[other] { $shown } зупинки · { $metres } пішки · повернення о { $back }
}
walk-column-number = №
walk-column-time = Коли
walk-column-place = Де
walk-column-why = Чому
walk-from-until = { $from } – { $until }
walk-after = через { $metres }
walk-break = Перерва
walk-visited = Відвідано
walk-why-asked = На прохання
walk-why-random = Навмання
walk-why-ranked = Місце { $rank } на мапі: очікується звернень за 30 днів — { $expected }
walk-cause = { $count ->
    [0] { $kind }: звернення з околиць
    [one] { $kind }: { $shown } звернення
    [few] { $kind }: { $shown } звернення
    [many] { $kind }: { $shown } звернень
   *[other] { $kind }: { $shown } звернення
}
walk-cause-last = { $count ->
    [one] { $kind }: { $shown } звернення, { $when }
    [few] { $kind }: { $shown } звернення, останнє — { $when }
    [many] { $kind }: { $shown } звернень, останнє — { $when }
   *[other] { $kind }: { $shown } звернення, останнє — { $when }
}
walk-left = Зупинки, яких ніхто не відвідує
walk-left-worth = Час потрібніший деінде
walk-left-far = Задалеко для цієї зміни
walk-left-taken = Прибрано вручну
walk-clash-text = Патруль стоїть ще в одному плані на той самий час. Скасуйте один із них або сплануйте з іншим патрулем.
walk-map = На мапі
walk-map-label = Мапа місцевості з місцями за номерами
walk-map-none = Межі місцевості невідомі, тож малювати ще нічого.
walk-map-text = Лінії показують порядок зупинок, а не шлях вулицями. Товсті кола — місця з мапи, переривчасті — випадкові, закреслені ніхто не відвідує, квадрат — початок обходів.
walk-edits = Змінено вручну
walk-edit-added = { $place }: додано, { $unit }
walk-edit-taken = { $place }: прибрано
walk-edit-placed = { $place }: передано або пересунуто, { $unit }
walk-made-ranked = Складено за мапою ризику від { $when }.
walk-made-not-wanted = Складено без мапи ризику, з місць, про які просили.
walk-made-no-map = Складено без мапи ризику: її не було.
walk-made-too-few = Складено без мапи ризику: звернення надходять із надто малої кількості місць, щоб ділити між ними час.
walk-made-again = Сплановано { $when }. Зерно { $seed }, кіл: { $rounds } — з ними план можна скласти знову.
walk-call-off = Скасувати зміну
walk-call-off-question = Скасувати цю зміну? План можна буде читати, але ніхто за ним не піде.

## Зміни вручну

walk-change = Змінити
walk-change-stop = Змінити: { $place }
walk-to-unit = Хто відвідує
walk-to-place = Коли
walk-to-first = Найперше
walk-to-after = Після { $number } · { $place }
walk-reason = Чому?
walk-reason-text = Це зберігається з планом — для тих, хто спитає згодом. Без імен, будь ласка.
walk-reason-needed = Скажіть кількома словами, чому.
walk-move = Перенести туди
walk-put-in = Додати до обходу
walk-take-out = Прибрати
walk-add = Додати зупинку: { $unit }
walk-add-where = Нова зупинка
walk-add-yes = Додати зупинку
walk-edited = Змінено. Час обчислено наново.
walk-undo = Скасувати
walk-undone-reason = Повернено назад

## Дорогою

walk-go = Іти обходом
walk-whole-plan = Увесь план
walk-from-base = Початок: { $place }, { $when }
walk-back = Повернення: { $place }, { $when }, через { $metres }
walk-nothing = Зупинок немає. Ви вільні для того, що трапиться.
walk-been = Побував там
walk-been-again = Побував там знову
walk-minutes = Хвилин там
walk-contacts = Зі скількома людьми говорили
walk-contacts-text = Лише скільки. Ніколи — хто.
walk-less = Менше: { $what }
walk-more = Більше: { $what }
walk-visit-note = Що ви бачили (необов’язково)
walk-no-names = Будь ласка, без імен, номерних знаків і описів людей.
walk-visit-keep = Зберегти відвідання
walk-visit-kept = Відвідання збережено
walk-minutes-count = { $count ->
    [one] { $shown } хвилина
    [few] { $shown } хвилини
    [many] { $shown } хвилин
   *[other] { $shown } хвилини
}
walk-contacts-count = { $count ->
    [one] розмова з { $shown } людиною
    [few] розмови з { $shown } людьми
    [many] розмови з { $shown } людьми
   *[other] розмови з { $shown } людьми
}
walk-log = Що бачили дорогою
walk-note-title = Є що розповісти?
walk-note-kind = Що це
walk-note-lost_and_found = Загублене і знайдене
walk-note-good_news = Добрі новини
walk-note-learned = Нове про місце
walk-note-text = Що розповісти
walk-note-keep = Зберегти нотатку
walk-note-kept = Нотатку збережено
walk-note-empty = Спершу напишіть кілька слів.

## Мапа ризику

walk-risk = Мапа ризику
walk-risk-nothing = Мапи ризику немає
walk-risk-off = На цьому сервері її вимкнено.
walk-risk-no-outline = Місцевість ще не має меж, у яких можна впорядкувати місця.
walk-risk-none = Її ще не складено. Сервер складає нову щоночі з того, про що повідомили мешканці.
walk-risk-about = Складено { $when } з того, про що повідомили мешканці. Кожна клітинка — { $metres } метрів завширшки. Упорядковуються місця, ніколи не люди.
walk-risk-count = { $count ->
    [one] Позначено { $shown } клітинку з { $cells }.
    [few] Позначено { $shown } клітинки з { $cells }.
    [many] Позначено { $shown } клітинок з { $cells }.
   *[other] Позначено { $shown } клітинки з { $cells }.
}
walk-risk-expected = очікується звернень за 30 днів: { $expected }
walk-risk-unusual = Незвично багато
walk-risk-guards = Те, що виявляє сам патруль, і звернення про підозрілу поведінку тут ніколи не враховуються. Ця мапа ніколи не публічна.

## Що може піти не так

walk-wrong-streets = Вулиці ще невідомі; хто доглядає сервер, має спершу їх імпортувати.
walk-wrong-base = Початок обходів далі ніж за 300 метрів від будь-якої вулиці. Виберіть інше місце.
walk-wrong-asked = Місце, про яке ви просите, далеко від вулиць, або їх так багато, що на випадкові місця не лишається часу. Змініть список.
walk-wrong-nothing = Нема чого відвідувати: немає ані мапи, за якою ділити час, ані місць, про які просили. Назвіть кілька місць.
walk-wrong-off-streets = Нова зупинка далі ніж за 300 метрів від будь-якої вулиці. Виберіть інше місце.
walk-wrong-late = Цей патруль повернувся б запізно. Спершу приберіть зупинку або виберіть інший патруль.
