### نصّ كتبته آلة: يحتاج إلى مراجعة من ناطق أصلي بالعربية.
### Machine-written: needs native review.

### المكتب: لوحة عمل الموظفين في المتصفح.

desk-title = مكتب Lamplight
cancel = إلغاء

## عند الباب

sign-in-title = تسجيل الدخول
sign-in-name = الاسم
sign-in-password = كلمة المرور
sign-in-code = الرمز
sign-in-code-hint = الأرقام الستة التي يعرضها تطبيق المصادقة الآن، أو أحد رموز الاسترداد.
sign-in-button = دخول
sign-in-help = لا كلمة مرور بعد، أو نسيتها؟ اطلب دعوة من مسؤول النظام.
sign-in-missing = املأ الحقول الثلاثة.
sign-in-wrong = الاسم أو كلمة المرور أو الرمز غير صحيح. تحقّق من الثلاثة؛ الرمز يعمل مرة واحدة.
sign-in-wait-seconds = { $count ->
    [zero] محاولات كثيرة من هنا. حاول مجددًا الآن.
    [one] محاولات كثيرة من هنا. حاول مجددًا بعد ثانية واحدة.
    [two] محاولات كثيرة من هنا. حاول مجددًا بعد ثانيتين.
    [few] محاولات كثيرة من هنا. حاول مجددًا بعد { $shown } ثوانٍ.
    [many] محاولات كثيرة من هنا. حاول مجددًا بعد { $shown } ثانية.
   *[other] محاولات كثيرة من هنا. حاول مجددًا بعد { $shown } ثانية.
}
sign-in-wait-minutes = { $count ->
    [zero] محاولات كثيرة من هنا. حاول مجددًا الآن.
    [one] محاولات كثيرة من هنا. حاول مجددًا بعد دقيقة واحدة.
    [two] محاولات كثيرة من هنا. حاول مجددًا بعد دقيقتين.
    [few] محاولات كثيرة من هنا. حاول مجددًا بعد { $shown } دقائق.
    [many] محاولات كثيرة من هنا. حاول مجددًا بعد { $shown } دقيقة.
   *[other] محاولات كثيرة من هنا. حاول مجددًا بعد { $shown } دقيقة.
}
session-ended = تم تسجيل خروجك. ما كتبته ما زال هنا: سجّل الدخول ثم تابع.
invite-title = أهلًا بك، { $name }
invite-text = اختر كلمة مرور وأعِدّ تطبيق مصادقة. بعد ذلك تدخل بالاثنين معًا.
invite-password = كلمة المرور
invite-password-hint = 12 حرفًا أو أكثر: بضع كلمات لا تجتمع إلا عندك.
invite-app = تطبيق المصادقة
invite-app-text = أدخل هذا المفتاح في تطبيق مصادقة على هاتفك. سيعرض رمزًا جديدًا كل نصف دقيقة.
invite-key = المفتاح
invite-open = فتحه في تطبيق على هذا الجهاز
invite-code = الرمز الذي يعرضه التطبيق
invite-button = دخول
invite-gone-title = انتهت هذه الدعوة
invite-gone-text = استُخدمت من قبل، أو مضى عليها يوم. اطلب دعوة جديدة من مسؤول النظام.
recovery-title = احفظ هذه الرموز في مكان آمن
recovery-text = إن فقدتَ هاتفك، يُدخلك كل رمز منها مرة واحدة بدل رمز التطبيق. لا تُعرض إلا الآن.
recovery-copy = نسخ
recovery-copied = تم النسخ
recovery-done = لقد حفظتها

## حسابك

sign-in-passkey = الدخول بمفتاح مرور
sign-in-or = أو بالاسم وكلمة المرور والرمز:
invite-passkey-text = أنشئ مفتاح مرور: عندها يُدخلك هاتفك أو حاسوبك أو مفتاح الأمان، بإصبعك أو وجهك أو رقمك السري. لا شيء تحفظه، ولا شيء يمكن أن يُكتب في صفحة مزيفة.
invite-password-instead = اختيار كلمة مرور بدلًا منه
account-title = حسابك
account-passkeys = مفاتيح المرور
account-passkeys-text = يُدخلك مفتاح المرور بإصبعك أو وجهك أو رقمك السري. ليكن لديك اثنان على جهازين مختلفين تحسّبًا لفقدان أحدهما.
account-no-passkeys = ليس لديك أي مفتاح بعد.
account-passkeys-not-here = هذا المتصفح، أو عنوان الخادم هذا، لا يستطيع استخدام مفاتيح المرور.
account-add-passkey = إضافة مفتاح مرور
passkey-name = بماذا تسمّيه
passkey-name-first = مفتاح المرور الخاص بي
passkey-name-hint = لتعرفه في القائمة، مثل: هاتف العمل.
passkey-name-missing = أعطه اسمًا.
passkey-make = إنشاء مفتاح المرور
passkey-used = آخر استخدام { $when }
passkey-never-used = أُضيف { $when }، ولم يُستخدم بعد
passkey-remove = إزالة
passkey-remove-question = أتريد إزالة «{ $name }»؟ لن يُدخلك بعدها.
passkey-last = هذا آخر طريق لدخولك. أضف مفتاح مرور آخر أولًا.
passkey-refused = مفتاح المرور هذا غير معروف هنا، أو استغرق الأمر طويلًا. حاول مجددًا.

## الشريط الجانبي

rail-label = المكتب
room-reports = البلاغات
room-patrols = الدوريات
room-alerts = التنبيهات
room-events = الفعاليات والأخبار
room-figures = الأرقام
room-team = الفريق
list-more = عرض الأقدم
sign-out = تسجيل الخروج
stream-live = مباشر
stream-waiting = في الانتظار
stream-lost = انقطع الاتصال المباشر. قد تكون القائمة قديمة؛ وسيعود من تلقاء نفسه.

## بلاغات عاجلة لمن ينظر إلى غيرها

urgent-title = البلاغات العاجلة
urgent-notices-off = أرني إشعارات
urgent-notices-on = الإشعارات مفعّلة
urgent-sound-off = تشغيل صوت
urgent-sound-on = الصوت مفعّل
urgent-ask = حين يصل بلاغ وأنت تنظر إلى غيره. سيسألك متصفحك مرة واحدة.
urgent-blocked = متصفحك يحجب إشعارات هذه الصفحة؛ اسمح بها بجانب عنوانها.
urgent-notice = وصل بلاغ عاجل

## قائمة البلاغات

triage-title = البلاغات
triage-fresh = { $count ->
    [zero] لا بلاغات جديدة
    [one] بلاغ جديد · عرض
    [two] بلاغان جديدان · عرض
    [few] { $shown } بلاغات جديدة · عرض
    [many] { $shown } بلاغًا جديدًا · عرض
   *[other] { $shown } بلاغ جديد · عرض
}
triage-none = لا بلاغات هنا
triage-none-text = تظهر الجديدة من تلقاء نفسها.
triage-choose = اختر بلاغًا
triage-choose-text = يتنقل j وk في القائمة، ويفتح Enter. فتح بلاغ جديد يُعلم صاحبه أن شخصًا اطّلع عليه.
triage-left = لم يعد في هذه القائمة
triage-full = لا تتسع القائمة للمزيد. استخدم عامل تصفية للعثور على البقية.
triage-stale = كما كانت { $when }: ما جاء بعدها ناقص.
triage-no-match = لا شيء يطابق هذه التصفية
triage-no-match-text = أزل جزءًا منها، أو امسحها.
triage-show-all = عرض المنتهية أيضًا
filter-title = البحث عن بلاغات
filter-button = تصفية
filter-quick = اختصارات
filter-set = ما صُفّيت به القائمة
filter-take-out = إزالة من التصفية
filter-clear = مسح التصفية
filter-words = كلمات أو رقم بلاغ
filter-said = «{ $words }»
filter-status = الحالة
filter-open = المفتوحة
filter-all = الكل
filter-category = الفئة
filter-every-category = كل الفئات
filter-district = المنطقة
filter-every-district = كل المناطق
filter-age = ينتظر منذ
filter-every-age = أي وقت
filter-hours = { $count ->
    [zero] أي وقت
    [one] أكثر من ساعة
    [two] أكثر من ساعتين
    [few] أكثر من { $shown } ساعات
    [many] أكثر من { $shown } ساعة
   *[other] أكثر من { $shown } ساعة
}
filter-days = { $count ->
    [zero] أي وقت
    [one] أكثر من يوم
    [two] أكثر من يومين
    [few] أكثر من { $shown } أيام
    [many] أكثر من { $shown } يومًا
   *[other] أكثر من { $shown } يوم
}
filter-order = الترتيب
order-newest = الأحدث أولًا
order-due = الأشد إلحاحًا أولًا
order-oldest = الأقدم أولًا
filter-overdue = المتأخرة
filter-mine = ما أتولاه
filter-unread = غير المقروءة
keys-title = المفاتيح
key-down = إلى أسفل القائمة
key-up = إلى أعلى القائمة
key-open = فتح البلاغ
key-select = تحديد أو إلغاء التحديد
key-back = رجوع إلى القائمة
key-search = بحث
key-help = هذه المفاتيح
due = موعده { $when }
due-late = كان موعده { $when }

desk-status-received = جديد
desk-status-seen = تم الاطلاع عليه
desk-status-assigned = هناك من يتولاه
desk-status-on_the_way = في الطريق
desk-status-resolved = تم حلّه
desk-status-closed = مُغلق
desk-status-withdrawn = مسحوب
desk-practice = تدريب

## بلاغ واحد

report-title = بلاغ
report-received = استُلم { $time }
report-anonymous = مجهول الهوية
report-named = باسم صاحبه
report-practice = بلاغ تدريبي: أجب عنه كما تفعل عادةً، ولا ترسل أحدًا.
act-take = تولّي الأمر
act-give-back = إعادته
act-on-the-way = الدورية في الطريق
act-resolve = حلّ
act-close = إغلاق
act-reopen = إعادة الفتح
facts-title = ما شوهد
facts-no-words = لم تُذكر كلمات.
facts-place = المكان
facts-no-place = لم يُذكر
facts-when = متى
facts-future = كان هذا الوقت في المستقبل حين وصل البلاغ.
facts-contact = جهة الاتصال
facts-no-contact = لا توجد: مجهول الهوية
facts-language = لغة الجواب
history-title = ما جرى
history-original = البلاغ الذي يتبعه: { $status }
history-removed = حذفت الدورية { $part }
desk-feedback-fixed = يقول صاحب البلاغ: أُصلح
desk-feedback-not-fixed = يقول صاحب البلاغ: لم يُصلح بعد
photos-to-come = { $count ->
    [zero] بقي أن تصل { $missing } من أصل { $shown } صورة
    [one] بقي أن تصل { $missing } من أصل صورة واحدة
    [two] بقي أن تصل { $missing } من أصل صورتين
    [few] بقي أن تصل { $missing } من أصل { $shown } صور
    [many] بقي أن تصل { $missing } من أصل { $shown } صورة
   *[other] بقي أن تصل { $missing } من أصل { $shown } صورة
}
photo-state-to_come = لم تصل بعد
photo-state-checking = وصلت؛ تُجهَّز ليكون النظر إليها آمنًا
photo-state-unreadable = ما وصل ليس صورة يمكن عرضها
photo-state-removed = حذفتها الدورية
ending-outcome = ما تم فعله
ending-reason = لماذا أُغلق
ending-same-as = نفسه
ending-choose = اختر بلاغًا
ending-message = قل شيئًا لصاحب البلاغ (اختياري)
desk-reason-no_action_needed = لا حاجة إلى فعل شيء
desk-reason-no_basis = لا أساس: ما وُصف لا يعطي سببًا للتدخل
desk-reason-not_ours = ليس من شأننا: جهة أخرى هي المسؤولة
desk-reason-not_found = لم يُعثر على شيء هناك
desk-reason-duplicate_of = نفسه بلاغ آخر
desk-conversation = المحادثة
desk-no-messages = لم يُقَل شيء بعد.
desk-patrol = الدورية
desk-resident = صاحب البلاغ
desk-reply-label = الكتابة إلى صاحب البلاغ
desk-conversation-text = يقرأ صاحب البلاغ ما يُكتب هنا.
standing-title = الوضع الحالي
standing-charge = يتولاه { $name }
standing-on-the-way = في الطريق: { $name }
standing-follows = يتبع { $reference }
standing-nobody = لا أحد يتولاه
standing-urgent = عاجل
standing-entered = أدخله { $name } نيابة عمّن اتصل هاتفيًا
standing-referred = أحاله { $by } إلى { $name }
act-assign = إسناد
act-refer = إحالة
act-merge = { $count ->
    [zero] دمج: لا شيء قريب من هنا
    [one] دمج: بلاغ قريب من هنا
    [two] دمج: بلاغان قريبان من هنا
    [few] دمج: { $shown } قريبة من هنا
    [many] دمج: { $shown } قريبًا من هنا
   *[other] دمج: { $shown } قريب من هنا
}
act-done = تم
assign-to = من يتولاه
assign-choose = اختر شخصًا
assign-me = { $name } (أنت)
wrong-assign = اختر من يتولاه.
refer-text = يرى هذا البلاغ من الآن. ومن يتولاه يبقى كما هو.
refer-to = إلى من
refer-responders = المستجيبون لشؤون السلامة النفسية
refer-person = زميل
refer-reason = لماذا (يقرؤه الموظفون وحدهم)
wrong-refer = قل لماذا، ليعرفوا ما العمل.
refer-end = إنهاء الإحالة
refer-end-question = لن يرى { $name } هذا البلاغ بفضل الإحالة بعد ذلك.
profiling-title = احكم بما فُعل
profiling-text = ربما تصف هذه الكلمات مظهر شخص أكثر من فعله. المظهر ليس سببًا للتدخل. إن لم يُفعل شيء فأغلِقه لعدم وجود أساس.
profiling-no-basis = إغلاق: لا أساس
profiling-words = قراءة كلمات صاحب البلاغ، وقد تصف مظهر شخص ما
ending-no-basis = يقرأ صاحب البلاغ أن ما وُصف لا يعطي سببًا للتدخل. قل في جملة ما الذي كان سيعطيه.
merged-into = هذا البلاغ يتبع بلاغًا آخر:
merged-here = هذه البلاغات تتبع هذا البلاغ. من أرسلها يعرف ما يؤول إليه.
merge-separate = فصلهما من جديد
merge-separate-question = يمضي من جديد في طريقه، وهو مفتوح.
merge-title = عن الأمر نفسه؟
merge-text = التابع منهما يُغلق لأنه نفسه؛ ويعرف صاحبه ما يؤول إليه الآخر. يمكن فصلهما من جديد.
merge-this = هذا
merge-other = الآخر
merge-follow = هذا يتبع { $reference }
merge-lead = { $reference } يتبع هذا
similar-metres = { $metres } م
similar-roughly = في الجزء نفسه من المدينة
similar-same-hour = خلال الساعة نفسها
similar-hours = { $count ->
    [zero] في الوقت نفسه
    [one] بفارق ساعة
    [two] بفارق ساعتين
    [few] بفارق { $shown } ساعات
    [many] بفارق { $shown } ساعة
   *[other] بفارق { $shown } ساعة
}
similar-category = الفئة نفسها
similar-other-category = فئة أخرى
similar-received = استُلم
notes-title = ملاحظات المكتب
notes-text = يقرؤها الموظفون وحدهم. لا يراها السكان أبدًا.
notes-label = ملاحظة للموظفين
notes-keep = حفظ الملاحظة
entry-note = ملاحظة: { $text }
entry-assigned = أُسند إلى { $name }
entry-given-back = أعاده: لا أحد يتولاه
entry-referred = أُحيل إلى { $name }: { $reason }
entry-referral-ended = أُنهيت الإحالة إلى { $name }
entry-merged = ‏{ $reference } يتبع هذا البلاغ
entry-unmerged = ‏{ $reference } يمضي من جديد في طريقه
entry-redacted = حُذف { $part }: { $reason }
entry-entered = أُدخل نيابة عمّن اتصل هاتفيًا
keeping-title = كم يُحفظ
keeping-open = يُحفظ ما دام مفتوحًا، ومدة بعد انتهائه.
keeping-until = يُنسى بعد { $time }. تبقى الأعداد دون اسم ولا كلمة ولا مكان دقيق.
keeping-asked = يطلب { $name } حفظه لأجل قضية. ما لم يوافق شخص آخر يسقط الطلب { $time }.
keeping-held = محفوظ لأجل قضية. لا يمكن حذف شيء منه حتى يطلقه شخصان.
keeping-end-asked = محفوظ لأجل قضية. يطلب { $name } إطلاقه.
hold-ask = حفظه لأجل قضية
hold-ask_end = طلب إطلاقه
hold-agree = موافقة
hold-take_back = سحب الطلب
hold-text-ask = عندها لا يمكن حذف شيء منه، حتى لصاحبه. ويجب أن يوافق شخص ثانٍ خلال أسبوع.
hold-text-ask_end = يجب أن يوافق شخص ثانٍ. بعدها يُنسى حين يأتي وقته.
hold-text-agree = بموافقتك يكون شخصان قد قرّرا ذلك.
hold-text-take_back = ما طُلب لم يعد مطلوبًا.
hold-reason = لماذا، مع رقم القضية (يقرؤه الموظفون وحدهم)
wrong-hold = قل لماذا، ليستطيع غيرك الحكم.
entry-hold-ask = طُلب حفظه لأجل قضية: { $reason }
entry-hold-ask_end = طُلب إنهاء حفظه لأجل قضية: { $reason }
entry-hold-agree = وُوفق بشأن حفظه لأجل قضية: { $reason }
entry-hold-take_back = سُحب ما طُلب بشأن حفظه لأجل قضية: { $reason }
desk-reply-ready = ردود جاهزة
desk-reply-placeholder = إلى صاحب البلاغ، بلغة: { $language }
desk-reply-look = مراجعته
desk-reply-preview = قبل إرساله
desk-reply-will-read = سيقرأ صاحب البلاغ هذا. يريد الجواب بلغة: { $language }.
desk-reply-send = إرسال إلى صاحب البلاغ
desk-reply-back = متابعة الكتابة
changed-what = في هذه الأثناء:
changed-again = ما ملأته ما زال هنا. انظر إليه من جديد، ثم اضغط مرة أخرى إن كان ما زال صحيحًا.
change-status = حالته الآن: { $status }
change-wrote = كتب صاحب البلاغ: { $text }
change-answered = أجاب زميل: { $text }
change-other = فعل صاحب البلاغ شيئًا آخر.
change-by = { $name }: { $what }
redact-open = حذف شيء منه
redact-title = حذف شيء منه
redact-text = لما يجب ألا يُحفظ، كاسم شخص آخر. ما يُحذف يُتلف للسكان والموظفين معًا، ولا يمكن استرجاعه.
redact-part = مِمَّ
redact-note = كلمات صاحب البلاغ
redact-place = وصف المكان
redact-contact = جهة الاتصال
redact-message = رسالة
redact-photo = صورة
redact-unknown = شيء ما
redact-mark = حدّد الكلمات التي يجب أن تزول
redact-strike = شطب المحدّد
redact-again = البدء من جديد
redact-select = حدّد بعض الكلمات في النص أولًا.
redact-left = ما يبقى
redact-reason = لماذا (يقرؤه الموظفون وحدهم)
redact-button = إتلافه
wrong-redact-reason = قل لماذا يُحذف.
row-profiling = تحقّق من الأساس
row-merged = { $count ->
    [zero] لا تابع له
    [one] يتبعه بلاغ
    [two] يتبعه بلاغان
    [few] تتبعه { $shown } بلاغات
    [many] يتبعه { $shown } بلاغًا
   *[other] يتبعه { $shown } بلاغ
}
select-report = تحديد { $reference }
bulk-title = البلاغات المحدّدة
bulk-selected = { $count ->
    [zero] لم يُحدَّد أي بلاغ
    [one] حُدّد بلاغ واحد
    [two] حُدّد بلاغان
    [few] حُدّدت { $shown } بلاغات
    [many] حُدّد { $shown } بلاغًا
   *[other] حُدّد { $shown } بلاغ
}
bulk-full = { $count ->
    [zero] لا شيء دفعة واحدة.
    [one] لا أكثر من واحد دفعة واحدة.
    [two] لا أكثر من اثنين دفعة واحدة.
    [few] لا أكثر من { $shown } دفعة واحدة.
    [many] لا أكثر من { $shown } دفعة واحدة.
   *[other] لا أكثر من { $shown } دفعة واحدة.
}
bulk-clear = إلغاء التحديد
bulk-done = { $count ->
    [zero] لم يتغير أي بلاغ.
    [one] تغيّر بلاغ واحد.
    [two] تغيّر بلاغان.
    [few] تغيّرت { $shown } بلاغات.
    [many] تغيّر { $shown } بلاغًا.
   *[other] تغيّر { $shown } بلاغ.
}
bulk-refused = { $count ->
    [zero] تغيّرت كلها.
    [one] بلاغ واحد لم يتغير. ما زال محدّدًا:
    [two] بلاغان لم يتغيرا. ما زالا محدّدين:
    [few] { $shown } بلاغات لم تتغير. ما زالت محدّدة:
    [many] { $shown } بلاغًا لم يتغير. ما زال محدّدًا:
   *[other] { $shown } بلاغ لم يتغير. ما زال محدّدًا:
}
bulk-undo = تراجع
enter-title = بلاغ بالهاتف
enter-open = بالهاتف
enter-text = دوّن ما يُقال لك. اسأل عمّا رأوا الشخص يفعله، لا عن مظهره.
enter-choose = اختر
enter-behaviours = ماذا فعل؟
enter-place = أين: شارع أو معلم، أو كيف يُعثر عليه
enter-note = ما حدث، بكلماتهم
enter-name = الاسم (اختياري)
enter-reach = كيف يمكن الوصول إليهم (اختياري)
enter-practice = بلاغ تدريبي
enter-button = أخذ البلاغ
enter-done = أُخذ البلاغ
wrong-category = اختر موضوعه.
read-out-title = للقراءة بصوت مسموع
read-out-text = اقرأ الاثنين، ودعهم يدوّنونهما. بهما يتابعون البلاغ في التطبيق أو على الويب.
read-out-reference = الرقم
read-out-receipt = الإيصال
read-out-letters = ليس فيه حرف O ولا I ولا L ولا U: ما يشبهها نطقًا هو صفر أو واحد.
read-out-once = يُعرض هذه المرة فقط. لا يستطيع أحد أن يبحث عنه من جديد.
read-out-done = لقد قرأته

## التنبيهات

alert-new = تنبيه جديد
alert-update = تحديث
alert-end = إعلان زوال الخطر
alert-end-note = ما يُقال للناس معه (اختياري)
alert-as-seen = كما يراه السكان:
alerts-choose = اختر تنبيهًا
alerts-choose-text = أو اكتب تنبيهًا جديدًا. أنهِ ما لم يعد صحيحًا.
desk-no-alerts = لا تنبيهات
desk-no-alerts-text = لا شيء ساري المفعول.
alert-five-parts = يتصرف الناس بناءً على تنبيه يقول خمسة أشياء: من يقول ذلك، وما هو، وأين، وحتى متى، وما العمل. لا يجوز أن ينقص أيٌّ منها.
alert-field-headline = العنوان: سطر واحد يقول كل شيء
alert-field-instruction = ما العمل
alert-field-hazard = ما هو
alert-field-place = أين
alert-field-source = من يقول ذلك
alert-field-description = المزيد عنه (اختياري)
alert-field-expires = حتى متى
alert-example-headline = رائحة غاز قرب شارع الطاحونة
alert-example-instruction = ابتعد عن شارع الطاحونة. اسلك طريق الرصيف.
alert-example-hazard = تسرّب غاز: قد يشتعل
alert-example-place = شارع الطاحونة بين الجسر والمدرسة
alert-example-source = الدورية
also-in = أيضًا بلغة: { $language }
alert-in-1 = ساعة
alert-in-4 = 4 ساعات
alert-in-12 = 12 ساعة
alert-in-24 = يوم
alert-how-loud = مدى علوّه
alert-urgency = متى
urgency-immediate = الآن
urgency-expected = خلال الساعة
urgency-future = لاحقًا
urgency-past = انتهى
urgency-unknown = غير معروف
alert-severity = مدى سوئه
severity-extreme = تهديد استثنائي للحياة
severity-severe = تهديد كبير
severity-moderate = تهديد محتمل
severity-minor = يكاد لا يكون هناك تهديد
severity-unknown = غير معروف
alert-certainty = مدى تأكده
certainty-observed = شوهد
certainty-likely = مرجّح
certainty-possible = ممكن
certainty-unlikely = مستبعد
certainty-unknown = غير معروف
loudness-extreme = يظهر أولًا على الشاشة الرئيسية.
loudness-severe = يظهر على الشاشة الرئيسية، إلا إذا دعا غيره إلى التصرف الآن.
loudness-moderate = يظهر على الشاشة الرئيسية، إلا إذا وُجد ما هو أعلى منه.
loudness-minor = يظهر على الشاشة الرئيسية فقط إذا لم يوجد ما هو أعلى منه.
alert-category = نوع الخطر
hazard-safety = السلامة
hazard-fire = حريق
hazard-met = طقس
hazard-infra = غاز وماء وكهرباء
hazard-transport = نقل
hazard-health = صحة
hazard-env = بيئة
hazard-security = أمن
hazard-rescue = إنقاذ
hazard-geo = حركة أرضية
hazard-cbrne = مواد خطرة
hazard-other = غير ذلك
alert-status = هل هو مقصود؟
alert-is-actual = نعم: يجب العمل به
alert-is-exercise = جزء من تمرين
alert-is-test = مجرد اختبار
alert-publish = نشر التنبيه
alert-publish-update = نشر التحديث
alert-parts = الأجزاء الخمسة
alert-part-missing = ناقص
alert-part-there = موجود
alert-parts-there = الموجود من الأجزاء الخمسة: { $there }.
alert-area = أين على الأرض
alert-area-everywhere = للجميع. اختر مناطق أو ارسم مساحة لتنبيه من فيها فقط.
alert-area-part = لمن هم داخل المحدّد.
alert-area-districts = المناطق
alert-area-drawing = نطاق الدورية ومناطقه وما رُسم
alert-area-draw = رسم مساحة
alert-area-corners = زوايا المساحة { $number }
alert-area-how = زاوية في كل سطر، الشمال أولًا: 60.01000, 24.02000. أو انقر على الرسم لتضيف زاوية.
alert-area-wrong = أحد السطور ليس زاوية. اكتب رقمين: درجات الشمال ثم درجات الشرق.
alert-area-few = تحتاج المساحة إلى ثلاث زوايا على الأقل.
alert-area-undo = إزالة الزاوية الأخيرة
alert-area-remove = إزالة هذه المساحة
alert-area-all = في كل مكان
alert-send-at = إرساله لاحقًا، في
alert-send-at-text = اتركه فارغًا لإرساله الآن. يخرج مرة واحدة، من تلقاء نفسه، حتى إن لم يكن أحد هنا.
alert-preview = كما سيراه السكان
alert-preview-later = قل حتى متى يسري، فيظهر هنا.
alert-second-text = تنبيه بهذا العلو ينتظر حتى يوافق عليه شخص ثانٍ.
alert-propose = طلب شخص ثانٍ
alert-proposed = ينتظر شخصًا ثانيًا
alert-schedule = جدولة التنبيه
alert-keep = حفظ كمسودة
alert-kept = حُفظ كمسودة
alert-end-text = يُقال لكل من رأى التنبيه إنه انتهى. لا يحتاج ذلك إلى أحد غيرك ولا رجوع عنه.
alert-recall = سحب
alert-recall-text = لتنبيه ما كان ينبغي إرساله. يُقال لكل من رآه إنه كان خطأً. لا رجوع عن ذلك.
alert-recall-note = لماذا يُسحب
alert-closing-missing = قله أيضًا بلغة: { $language }.
alert-history = ما تم فعله
alerts-waiting = ما يجب فعله
alerts-sent = المُرسلة
plan-is-draft = مسودة
plan-is-awaiting_approval = ينتظر الموافقة
plan-is-scheduled = مجدول
plan-is-expired = لم يُرسَل: فات وقته
plan-is-review = ينتظر المراجعة
plan-title = تنبيه مُعَدّ
plan-of-update = تحديث مُعَدّ
plan-draft = مسودة من { $by }. لا يراها أحد في الخارج.
plan-awaiting = يطلب { $by } الموافقة. تمكن الموافقة حتى { $until }؛ ثم يعود مسودة.
plan-scheduled = يخرج من تلقاء نفسه: { $at }. طلبه { $by }.
plan-expired = فات وقته قبل إرساله. غيّر أوقاته أو تخلَّ عنه.
plan-send-at = موعد إرساله: { $at }
plan-exactly = هذا بالضبط ما يخرج:
plan-changes = ما يتغير للسكان
plan-what = ماذا
plan-before = الآن
plan-after = بعدها
plan-no-changes = يقول ما يراه السكان الآن نفسه.
plan-edit = تغييره
plan-discard = التخلي عنه
plan-discard-update = أتتخلى عن هذا التحديث؟ يبقى ما يراه السكان كما هو.
plan-discard-whole = أتتخلى عن هذا التنبيه؟ لم يُرسَل قط.
decision-title = هل هو صحيح، لهؤلاء الناس، الآن؟
decision-words = ما تقوله فيه (لازم للرفض)
decision-words-needed = قل لماذا لا ينبغي أن يخرج، ليمكن إصلاحه.
decision-approve = موافقة وإرسال
decision-decline = رفض
decision-approved = تمت الموافقة عليه
decision-declined = رُفض
alone-begin = لا أحد غيري هنا
alone-text = فقط حين تكون الأرواح في خطر ولا أحد غيرك ممن يحق له النشر أمام لوحة عمل. يخرج على الفور باسمك وحدك، ويراجعه شخص آخر بعد ذلك.
alone-why = لماذا لا يحتمل الانتظار
alone-why-needed = قل لماذا لا يحتمل انتظار شخص ثانٍ.
alone-send = إرساله دون شخص ثانٍ
review-title = أُرسل دون شخص ثانٍ
review-text = أرسله { $by } وحده. السبب المذكور: { $reason }
review-not-yours = يراجعه شخص آخر.
review-begin = مراجعته
review-words = ما وجدته المراجعة
review-words-needed = قل ما وجدته المراجعة.
review-send = إنهاء المراجعة
review-done = تمت مراجعته
step-wrote = كتبه { $by }
step-proposed = طلب { $by } شخصًا ثانيًا
step-approved = وافق عليه { $by }
step-declined = رفضه { $by }
step-scheduled = جدوله { $by }
step-sent = أُرسل بطلب من { $by }
step-sent_alone = أرسله { $by } وحده
step-ended = أعلن { $by } زوال الخطر
step-recalled = سحبه { $by }
step-discarded = تخلى { $by } عمّا أُعدّ
step-reviewed = راجعه { $by }
step-missed = لم يُرسَل: فات وقته ({ $by })
alert-published = نُشر
alert-missing = هناك شيء ناقص: املأ الحقول المعلَّمة.

## الفعاليات

event-new = فعالية جديدة
event-update = تغيير
event-save = حفظ التغيير
event-cancel = إلغاء الفعالية
event-cancel-note = لماذا، لمن كان ينوي الحضور
event-publish = نشر الفعالية
event-published = نُشرت
event-was = ماضية
event-missing = هناك شيء ناقص: املأ الحقول المعلَّمة.
event-field-title = اسمها
event-field-description = ما يجري فيها، ولمن
event-field-starts = تبدأ
event-field-ends = تنتهي
event-zone = الأوقات بتوقيت { $zone }
event-zone-utc = الأوقات بالتوقيت العالمي. إن كانت ساعات منطقتك تشير إلى وقت آخر فاطلب من مسؤول النظام تحديد منطقتها الزمنية.
event-field-place = أين
event-field-kind = النوع
event-field-capacity = كم تتسع (اختياري)
event-field-languages = اللغات المحكية فيها
picture-title = صورة (اختياري)
picture-hint = تُصغَّر، ولا يُحفظ سوى الصورة نفسها: لا مكان ولا كاميرا ولا وقت.
picture-choose = اختيار صورة
picture-another = اختيار أخرى
picture-remove = إزالة الصورة
picture-removed = أُزيلت الصورة
picture-preparing = جارٍ تجهيز الصورة…
picture-ready = الصورة جاهزة. قل في الأسفل ما تُظهره.
picture-description = ما تُظهره الصورة
picture-description-hint = لمن لا يستطيع رؤيتها: من فيها أو ما فيها، وأي كلمات عليها.
picture-missing = لا يمكن عرض هذه الصورة الآن.
event-clash = في الوقت نفسه: { $title }، { $time }، { $place }

## الأخبار

news-new = خبر جديد
news-update = تغيير
news-publish = نشر
news-published = نُشر
news-withdraw = سحب
news-withdraw-question = أتريد إزالته من قائمة الجميع؟ لن يبقى شيء مما يقوله.
news-withdrawn = سُحب
news-field-title = موضوعه
news-field-text = ما تجب معرفته
news-published-at = نُشر { $when }
news-choose = اختر خبرًا
news-choose-text = يظهر هنا ما يقوله بكل لغة.
desk-no-news = لا أخبار بعد
desk-no-news-text = ما تنشره هنا يقرؤه الجميع في التطبيق.
list-events = الفعاليات
list-news = الأخبار
coming-title = من ينوي الحضور
coming-nobody = لم يقل أحد ذلك بعد
coming-people = { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $shown } أشخاص
    [many] { $shown } شخصًا
   *[other] { $shown } شخص
}
coming-people-of = { $shown } من { $capacity } مكانًا
coming-text = يُحصى الناس دون أسمائهم.
events-choose = اختر فعالية
events-choose-text = أو اكتب فعالية جديدة.
desk-no-events = لا فعاليات
desk-no-events-text = لا شيء مخطط له بعد.

## الفريق

team-title = الفريق
team-invite = دعوة شخص
team-name = الاسم
team-name-hint = به يسجّل دخوله. من كان هنا بهذا الاسم يحصل على هذه الأدوار وعلى كلمة مرور جديدة.
team-make-link = إنشاء الرابط
team-link-title = رابط { $name }
team-link-text = يُفتح مرة واحدة خلال يوم. لا يُعرض إلا الآن.
team-done = تم
team-roles = ما يفعله
team-districts = أين
team-everywhere = في كل المناطق
team-somewhere = في بعضها فقط
team-you = أنت
team-self = يغيّر صلاحياتك مسؤول آخر.
team-change = تغيير
team-save = حفظ
team-end-sessions = تسجيل الخروج من كل مكان
team-shut-out = منع الدخول
team-let-in = السماح بالدخول من جديد
team-state-shut_out = ممنوع من الدخول
team-state-signed_in = داخل النظام
team-state-invited = مدعوّ
team-state-enrolled = خارج النظام
team-state-not_enrolled = لا كلمة مرور له بعد
role-dispatcher = مناوب
role-dispatcher-text = يستقبل البلاغات ويوزّعها
role-officer = عنصر دورية
role-officer-text = يخرج إليها
role-responder = مستجيب
role-responder-text = يعتني بالناس: بلاغات القلق على شخص
role-publisher = ناشر
role-publisher-text = ينشر التنبيهات والفعاليات
role-admin = مسؤول النظام
role-admin-text = يدعو الناس ويمنحهم صلاحياتهم؛ ولا يرى بذلك أي بلاغ
wrong-roles = اختر واحدًا على الأقل.

## ما يعترض التغيير

obstacle-changed = غيّره شخص في هذه الأثناء. هذا ما يقوله الآن. ما كتبته ما زال في النموذج: أرسله ليحلّ محله، أو ألغِه.
obstacle-published = لقد نُشر من قبل: ضاع الجواب في الطريق. هذا ما يقوله. ما كتبته ما زال في النموذج: أرسله ليحلّ محله.
obstacle-over = لقد انتهى، ولا يمكن تغييره بعد الآن. ما كتبته ما زال في النموذج لتنسخه. هذا ما يقوله الآن.

## ما الخطأ في حقل

wrong-expires = يجب أن ينتهي التنبيه بعد بدايته وخلال 7 أيام. جدّده بدل أن تتركه مدة أطول.
wrong-no-expires = قل حتى متى يسري.
wrong-effective = يمكن أن يبدأ بعد 30 يومًا على الأكثر.
wrong-headline = يجب أن يقول العنوان شيئًا، في 160 حرفًا على الأكثر.
wrong-part = يجب أن يقول هذا شيئًا، في 200 حرف على الأكثر.
wrong-instruction = قل ما العمل، في 2000 حرف على الأكثر.
wrong-title = يجب أن يقول العنوان شيئًا، في 120 حرفًا على الأكثر.
wrong-description = يجب أن يقول الوصف شيئًا، وألا يكون طويلًا جدًا.
wrong-picture = لا يمكن استخدام هذا الملف كصورة. اختر ملف JPEG أو PNG أو WebP لا يتجاوز 4 ميغابايت.
wrong-picture-description = قل بكل لغة ما تُظهره الصورة، في 400 حرف على الأكثر.
wrong-picture-gone = لم تعد الصورة هنا. اخترها مرة أخرى.
wrong-starts-at = يمكن أن تبدأ بعد سنتين على الأكثر.
wrong-ends-at = يجب أن تنتهي بعد بدايتها، لا في الماضي، وخلال 31 يومًا.
wrong-outcome = قل ما تم فعله، في 1000 حرف على الأكثر.
wrong-reason = اختر سببًا.
wrong-duplicate-of = اختر البلاغ الذي يطابقه.
wrong-cancel-note = قل لماذا، كي لا يقف أحد أمام باب مغلق.
wrong-password = يجب أن تتكون كلمة المرور من 12 حرفًا أو أكثر، دون احتساب اسمك.
wrong-code = ليس هذا الرمز الذي يعرضه التطبيق الآن. انتظر الرمز التالي.

## ما فعله الفريق

audit-title = ما تم فعله
audit-about = من فعل ماذا ومتى. أما موضوعه فلا يُحفظ هنا.
audit-export = حفظ في ملف
audit-who = من
audit-everybody = الجميع
audit-what = ماذا
audit-everything = كل شيء
audit-kind-report = البلاغات
audit-kind-alert = التنبيهات
audit-kind-event = الفعاليات
audit-kind-person = الأشخاص
audit-kind-session = تسجيل الدخول
audit-kind-token = البرامج
audit-kind-deployment = الخادم
audit-from = من
audit-until = حتى
audit-none = لا شيء مطابق.
audit-more = عرض الأقدم
audit-command-line = من يعتني بالخادم
audit-server = الخادم
audit-unchained = { $count ->
    [zero] السطور كلها في القائمة.
    [one] سطر أحدث ليس في القائمة بعد.
    [two] سطران أحدث ليسا في القائمة بعد.
    [few] { $shown } سطور أحدث ليست في القائمة بعد.
    [many] { $shown } سطرًا أحدث ليس في القائمة بعد.
   *[other] { $shown } سطر أحدث ليس في القائمة بعد.
}
act-report-status = غيّر حالة بلاغ
act-report-message = كتب إلى صاحب بلاغ
act-reports-export = أخرج البلاغات كلها
act-alert-publish = نشر تنبيهًا
act-alert-update = غيّر تنبيهًا
act-alert-end = أنهى تنبيهًا
act-news-publish = نشر خبرًا
act-news-update = غيّر خبرًا
act-news-withdraw = سحب خبرًا
act-picture-keep = أرسل صورة
act-patrol-plan = خطّط جولات مناوبة
act-patrol-edit = غيّر خطة جولات
act-patrol-call-off = ألغى مناوبة
act-patrol-visit = سجّل زيارة في دورية
act-patrol-note = دوّن ملاحظة في دورية
act-trial-plan = خطّط لتجربة
act-trial-call-off = ألغى تجربة
act-event-publish = نشر فعالية
act-event-update = غيّر فعالية
act-event-cancel = ألغى فعالية
act-person-invite = دعا شخصًا
act-invitation-withdraw = سحب دعوة
act-person-enrol = اختار كلمة مرور أو أنشأ مفتاح مرور
act-person-rights = غيّر صلاحيات شخص
act-person-shut-out = منع شخصًا من الدخول
act-person-let-in = سمح لشخص بالدخول من جديد
act-passkey-add = أضاف مفتاح مرور
act-passkey-remove = أزال مفتاح مرور
act-session-open = سجّل الدخول
act-session-end = أنهى جلسة
act-session-end-all = أخرج شخصًا من كل مكان
act-token-create = أنشأ رمز خدمة
act-token-revoke = ألغى رمز خدمة
act-incidents-import = استورد حوادث
act-incidents-forget = حذف حوادث أحد المصادر
act-streets-keep = استورد الشوارع
act-audit-export = حفظ هذه القائمة
act-deployment-restore = استعاد نسخة احتياطية
act-deployment-backup = أعدّ نسخة احتياطية

## ما هو محجوب

facts-place-rough = المكان معروف تقريبًا فقط إلى أن تقول لماذا تحتاج إليه.
withheld-show-place = عرض المكان بالضبط
withheld-show-contact = عرض جهة الاتصال
withheld-why-place = لماذا تحتاج إلى المكان بالضبط؟
withheld-why-contact = لماذا تحتاج إلى جهة الاتصال؟
withheld-recorded = يُسجَّل أنك نظرت، ولماذا.
withheld-reason = السبب
withheld-reason-going_there = هناك من يذهب إلى هناك
withheld-reason-reaching_them = للوصول إلى من أبلغ
withheld-reason-comparing = للمقارنة ببلاغ آخر
withheld-reason-handing_over = لتسليمه إلى جهة أخرى
withheld-reason-other = سبب آخر
withheld-reason-missing = اختر سببًا.
withheld-words = بكلماتك
withheld-words-missing = قل السبب في بضع كلمات.
withheld-open = عرضه
act-report-place-read = نظر إلى المكان الدقيق لبلاغ
act-report-contact-read = نظر إلى جهة الاتصال في بلاغ

## الأرقام

figures-desk-page = ما يراه الجميع
figures-desk-next = التالي: { $month }
figures-desk-next-at = يُعلن تلقائيًا ابتداءً من { $date }. وحتى ذلك تصل بلاغات أخرى ويُنجز منها المزيد.
figures-desk-counts = ما يُحجب ولماذا
figures-desk-counts-text = لا يرى هذه الأرقام إلا المكتب.
figures-desk-fate = للسكان
figures-fate-told = يُذكر
figures-fate-too_low = محجوب: أقل من اللازم
figures-fate-betraying = محجوب: قد يُستنتج منه رقم صغير
figures-desk-all = الكل
figures-desk-preview = ما كان السكان سيرونه الآن
figures-desk-places = أماكن كثر الإبلاغ عنها وتُذكر: { $shown }
figures-desk-told = ما أُعلن حتى الآن

## You said, we did

history-initiative = أُخبر صاحبه بما أُنجز بسببه
act-report-initiative = أُخبر أحد السكان بما أُنجز
act-initiative = إخبارهم بما أُنجز
initiative-news = أي مبادرة
initiative-choose = اختر واحدة
initiative-tell = أخبرهم
initiative-text = يُخبَر كل واحد من هؤلاء السكان مرة واحدة، في محادثة بلاغه. لا يمكن التراجع.
initiative-none = لا أخبار عن مبادرة بعد
initiative-none-text = انشر خبرًا أولًا، وعلّم أنه مما طلبه السكان.
initiative-wrong = اختر المبادرة التي تخبرهم بها.
initiative-mark = طلبه السكان
initiative-mark-text = «طلبتم فأنجزنا»: يمكن إخبار من بلّغوا، ويقرؤه الجميع في الصفحة العامة.
initiative-outcome-text = حين يُعرف ذلك، حتى لو لم يتغيّر شيء.

## Trials

trials-title = ما نجرّبه
trials-text = يُجرَّب شيء في أماكن تختارها القرعة ولا يُجرَّب في أماكن تشبهها. ويُقاس مرة واحدة بعد أسبوع من نهايته، ويُخبَر الجميع بما نتج عنه أيًا كان.
trials-none = لم يُخطَّط لشيء بعد.
trials-new = خطّط لتجربة
trials-state-planned = مخطط لها
trials-state-running = جارية
trials-state-ended = انتهت وتُقاس بعد أسبوع، حين تكتمل السجلات
trials-state-measured = قيست
trials-state-called_off = أُلغيت
trials-expected = المتوقع في كل مجموعة: { $shown }. اللازم: { $needed }. احتمال رؤية تغيّر بنسبة 23 %: { $power } %
trials-places = عدد أماكن التجربة: { $shown }
trials-places-text = وسط كل مكان، لطلبه في خطط الجولات. لا تخبر به أحدًا خارج الدورية.
trials-call-off = إلغاء
trials-call-off-sure = هل تُلغى هذه التجربة؟ لا يمكن استئناف ما خُطط له، وإن كانت قد بدأت فسيُخبَر الجميع بأنها أُلغيت.
trials-categories = ما يُعدّ
trials-from = تبدأ
trials-until = تنتهي
trials-pairs = أزواج الأماكن
trials-pairs-hint = من 3 إلى 100. تختار القرعة مكانًا من كل زوج.
trials-preview = انظر ما يمكن توقعه
trials-plan = خطّط لها
trials-enough = كافٍ لرؤية تغيّر بنسبة 23 % باحتمال 80 %.
trials-not-enough = الأرجح أنه أقل من أن يدل على شيء. تنفع زيادة الأزواج أو المدة أو ما يُعدّ.
trials-found = عدد أزواج الأماكن التي وُجدت: { $shown }
trials-missing = املأ كل شيء واختر شيئًا واحدًا على الأقل يُعدّ.
trials-wrong-time = يجب أن تبدأ من الآن وخلال 90 يومًا، وأن تدوم من 14 يومًا إلى سنة؛ وتُحفظ بلاغات السكان نحو ثلاثة أشهر.
trials-wrong-places = الأماكن المتباعدة التي أُبلغ منها عن هذا قليلة جدًا. زد ما يُعدّ أو استورد المزيد.
trials-wrong-meanwhile = هناك تجربة أخرى مخطط لها أو جارية في ذلك الوقت.
trials-wrong-analysis = تحتاج التجارب إلى تشغيل التحليل وإلى منطقة لها حدود.
