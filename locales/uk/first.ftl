### Написано машиною: потребує перевірки носієм мови.
### Machine-written: needs native review.

### Що кажуть перші екрани застосунку для мешканців.

## Панель

tabs-label = Головне
tab-home = Головна
tab-reports = Звернення
tab-report = Повідомити
tab-alerts = Поперед­ження
tab-community = Громада

## Головна

call = Зателефонувати { $number }
greeting-morning = Доброго ранку
greeting-afternoon = Добрий день
greeting-evening = Добрий вечір
desk-watching = Черговий на місці
desk-empty = Чергового немає
home-quiet = Усе спокійно: попереджень зараз немає.
home-new-alert = Є нове попередження
home-more-alerts = { $count ->
    [one] Ще { $shown } попередження
    [few] Ще { $shown } попередження
    [many] Ще { $shown } попереджень
   *[other] Ще { $shown } попередження
}
home-unread = { $count ->
    [one] { $shown } нова відповідь від патруля
    [few] { $shown } нові відповіді від патруля
    [many] { $shown } нових відповідей від патруля
   *[other] { $shown } нової відповіді від патруля
}
home-attention = { $count ->
    [one] { $shown } справа потребує вашої уваги
    [few] { $shown } справи потребують вашої уваги
    [many] { $shown } справ потребують вашої уваги
   *[other] { $shown } справи потребують вашої уваги
}
home-waiting = Чекають на надсилання
home-saved-here = { $count ->
    [one] { $shown } збережене тут
    [few] { $shown } збережені тут
    [many] { $shown } збережених тут
   *[other] { $shown } збереженого тут
}
home-waiting-offline = Немає з’єднання. Щойно воно з’явиться, усе надішлеться само.
home-waiting-sending = Вони вже в дорозі; вам нічого робити не треба.
home-next-event = Найближча подія · { $time }
home-all-events = Усі події
home-no-server = Ще немає зв’язку з патрулем
home-no-server-text = Повідомляти вже можна: усе зберігається на цьому пристрої та надішлеться, коли ви вкажете сервер свого патруля.
home-add-server = Вказати сервер
help-label = Екстрені номери
help-emergency = Хтось у небезпеці?
help-not-emergency = Lamplight — не служба екстреної допомоги.

fresh-offline = Немає з’єднання.
fresh-offline-since = Немає з’єднання. Оновлено { $ago }.
fresh-stale = Оновлено { $ago }.
fresh-paused = Сервер патруля зараз нічого не приймає. Те, що ви надсилаєте, зберігається тут.
fresh-again = Спробувати ще раз

call-instead-title = Ще не отримано — зателефонуйте
call-instead-text = Термінове звернення не дійшло до патруля. Воно збережене тут, і спроби тривають, але не чекайте на це.

salvage-title = { $count ->
    [one] Ми знайшли пошкоджений файл і відновили { $shown } звернення.
    [few] Ми знайшли пошкоджений файл і відновили { $shown } звернення.
    [many] Ми знайшли пошкоджений файл і відновили { $shown } звернень.
   *[other] Ми знайшли пошкоджений файл і відновили { $shown } звернення.
}
salvage-lost = { $count ->
    [one] { $shown } звернення не вдалося прочитати повністю.
    [few] { $shown } звернення не вдалося прочитати повністю.
    [many] { $shown } звернень не вдалося прочитати повністю.
   *[other] { $shown } звернення не вдалося прочитати повністю.
}
salvage-look = Написане останнім могло зникнути без сліду. Перегляньте, будь ласка, свої звернення.
salvage-why = Пошкоджений файл відкладено на цьому пристрої; нічого не видалено.
salvage-dismiss = Гаразд

draft-continue = Продовжити звернення
drafts-continue = { $count ->
    [one] { $shown } почате звернення
    [few] { $shown } початі звернення
    [many] { $shown } початих звернень
   *[other] { $shown } початого звернення
}
drafts-newest = Останнє: { $what }
gone-back = До моїх звернень
settings-title = Налаштування

## Що сталося?

what-title = Що сталося?
now-label = Екстрена ситуація
now-question = Це відбувається зараз або хтось у небезпеці?
crisis-question = Поговорити з кимось просто зараз
practice-label = Я тренуюся
practice-why = Воно пройде весь шлях із позначкою «тренування». Нікого не відправлять.
drafts-see = Переглянути початі звернення
directory-open = Хто допомагає і в чому
practice-begin = Надіслати навчальне звернення

## Попередження

alerts-title = Попередження
alert-title = Попередження
alert-gone = Цього попередження тут більше немає
alert-gone-text = Воно давно минуло, або патруль вилучив його зі списку.
alert-gone-back = Усі попередження
