### Написано машиною: потребує перевірки носієм мови.
### Machine-written: needs native review.

### How the patrol does: said by the app, by the desk, and by the public page.
### Dates, times and numbers come already written; $count only chooses the plural.

## What is told

figures-intro = Про що повідомляли мешканці і як їм відповідали. Про кожен місяць ми розповідаємо один раз, щонайменше через тиждень після його кінця, і більше цього не змінюємо.
figures-unknown = Ще не відомо
figures-unknown-text = Ці цифри з’являться самі з наступним зв’язком.
figures-none = Ще не було розповіді про жоден місяць
figures-none-text = Про перший ми розповімо через тиждень після його кінця.
figures-told-at = Розказано { $date }.
figures-hidden = Приховано
figures-hidden-how = Якщо за числом стоїть менш ніж { $shown } звернень, воно приховане, як і кожне число, з якого таке можна вирахувати. «Приховано» може означати й те, що не було жодного.
figures-still-waiting = Надто багато ще чекало, щоб це знати
figures-percent = { $percent } %
span-minutes = { $count ->
    [one] { $shown } хвилини
    [few] { $shown } хвилин
    [many] { $shown } хвилин
   *[other] { $shown } хвилини
}
span-hours = { $count ->
    [one] { $shown } години
    [few] { $shown } годин
    [many] { $shown } годин
   *[other] { $shown } години
}
span-days = { $count ->
    [one] { $shown } дня
    [few] { $shown } днів
    [many] { $shown } днів
   *[other] { $shown } дня
}

## Each figure, and how it is counted

figure-reports = Звернення
figure-reports-how = Звернення, що надійшли протягом місяця за календарем UTC. Не враховано навчальні, відкликані та ті, що про добробут людини.
figure-answered-half = Половина отримала першу відповідь протягом
figure-answered-most = Дев’ять із десяти отримали першу відповідь протягом
figure-answered-how = Від надходження звернення до часу, коли хтось із патруля написав або взявся за справу. Те, що ще чекає, рахуємо як очікування, а не як ніщо (Каплан — Маєр).
figure-closed-half = Половину вирішено або закрито протягом
figure-closed-most = Дев’ять із десяти вирішено або закрито протягом
figure-closed-how = Від надходження звернення до часу, коли патруль сказав, що зроблено або чому нічого. Відкрите рахуємо як відкрите (Каплан — Маєр).
figure-in-time = Отримали першу відповідь вчасно
figure-in-time-how = З усіх, чий час на першу відповідь минув, з відповіддю чи без. Для кожного виду звернень є час, за який треба відповісти.
figure-reopened = Відкрито знову
figure-reopened-how = З усіх, що були закриті щонайменше за 14 днів до розповіді про місяць, ті, що відкрито знову протягом 14 днів.
figure-content = Виправлено, кажуть ті, хто відповів
figure-content-how = З мешканців, які сказали, чи це виправлено, ті, хто сказав «так».
figure-answering = Відповіли, чи це виправлено
figure-answering-how = З усіх, чиє звернення вирішено або закрито і кого про це запитали.
figure-no-basis = Підозріла діяльність без підстав
figure-no-basis-how = Із закритих звернень про підозрілу діяльність ті, що не дали підстав діяти.
figure-open = Були відкриті
figure-open-how = Усі звернення, що були відкриті під час розповіді про місяць, коли б вони не надійшли.
figure-open-half = Половина з них була відкрита протягом
figure-open-half-how = Пораховано в повних днях від надходження.

## Tables

figures-service-title = Як опрацьовано звернення
figures-category-title = За видом звернення
figures-months-title = Місяць за місяцем
figures-column-category = Про що
figures-column-month = Місяць

## What was tried, and the method

figures-tried-title = Що ми пробували і що це змінило
figures-tried-none = Ми ще нічого не пробували так, щоб можна було виміряти наслідок. Про все, що спробуємо, розкажемо тут, хоч би що вийшло: з інтервалом або як про замало подій, щоб сказати.
figures-method-title = Як це зроблено
figures-method-version = Метод, версія { $version }
figures-method-once = Числа за місяць ми рахуємо один раз, зберігаємо й показуємо однаково всюди: тут, у застосунку й у даних. Пізніші зміни їх не міняють, бо дві версії можна було б відняти одну від одної. Тому немає й сум за кілька місяців.
figures-method-places = Про які місця часто повідомляли, застосунок дізнається п’ятірками, за клітинками приблизно 0,7 квадратного кілометра, і ніколи — про підозрілу діяльність. Оцінки місць і маршрути патрулів не публічні.
figures-backtest-title = Наскільки точні були прогнози
figures-backtest-none = Прогнозу ще немає, тож нема чого перевіряти на минулому.
figures-backtest-how = У скільки разів більше повідомлень надійшло з місць, які назвав прогноз, ніж із такої ж кількості випадкових: клітинки { $cell } м, { $share } % території, 30 днів після кожного прогнозу. Кожен зроблено лише з того, що було до нього. Перевірено { $date }.
figures-backtest-class = { $name }: у { $pai } раза; звичайний підрахунок за останній рік: у { $plain } раза
figures-map-title = Карта ризику
figures-map-on = Увімкнено. За нею можуть планувати маршрути. Ні її місця, ні її оцінки не є публічними, і в неї не входить ні ім’я, ні вигляд жодної людини.
figures-map-off = Вимкнено. За нею не планують жодного маршруту.
figures-data = Те саме як дані:
figures-language = Українська
figures-page = Публічна сторінка з методом

## Months

figures-month-1 = Січень { $year }
figures-month-2 = Лютий { $year }
figures-month-3 = Березень { $year }
figures-month-4 = Квітень { $year }
figures-month-5 = Травень { $year }
figures-month-6 = Червень { $year }
figures-month-7 = Липень { $year }
figures-month-8 = Серпень { $year }
figures-month-9 = Вересень { $year }
figures-month-10 = Жовтень { $year }
figures-month-11 = Листопад { $year }
figures-month-12 = Грудень { $year }

## You said, we did

figures-initiatives-title = Ви просили — ми зробили
figures-initiative-since = Оприлюднено { $date }.
figures-initiative-reports = Про це просили щонайменше стільки звернень: { $shown }.
