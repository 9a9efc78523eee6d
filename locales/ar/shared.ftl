### نصّ كتبته آلة: يحتاج إلى مراجعة من ناطق أصلي بالعربية.
### Machine-written: needs native review.

### كلمات مشتركة بين التطبيق والمكتب والإشعارات.
### تصل التواريخ والأوقات والأرقام مكتوبة؛ أما $count فيختار صيغة الجمع فقط.

app-name = Lamplight

## كلمات صغيرة

back = رجوع
done = تم
edit = تعديل
keep = إبقاء
copy = نسخ
copied = تم النسخ
loading = جارٍ التحميل
try-again = حاول مجددًا
note-length = { $length } من { $most } حرفًا
language-label = اللغة
language-system = كما في النظام
figures-title = كيف نعمل

## موضوع البلاغ

category-vandalism = تخريب
category-suspicious_activity = تصرّف مريب
category-lighting_hazard = إنارة أو خطر
category-noise_disorder = ضجيج أو إزعاج
category-litter_dumping = قمامة أو مخلّفات
category-vehicle = مركبة
category-lost_found = مفقود أو معثور عليه
category-wellbeing = قلق على شخص ما

## ما شوهد يُفعَل

behaviour-trying_handles = تجربة مقابض أبواب أو نوافذ أو سيارات
behaviour-forcing_entry = كسر شيء لفتحه
behaviour-looking_into_vehicles = النظر إلى داخل سيارات متوقفة
behaviour-looking_into_homes = النظر إلى داخل البيوت
behaviour-taking_property = أخذ ما يبدو أنه ملك لغيره
behaviour-following_someone = تتبّع شخص ما
behaviour-threatening = تهديد شخص ما
behaviour-hiding = الاختباء عن الأنظار
behaviour-circling_repeatedly = المرور ببطء من المكان نفسه مرة بعد مرة
behaviour-tampering = العبث بأقفال أو عدّادات أو مصابيح أو كاميرات

## أين وصل البلاغ

status-received = استلمته الدورية
status-seen = اطّلع عليه شخص
status-assigned = هناك من يتولاه
status-on_the_way = الدورية في الطريق
status-resolved = تم
status-closed = مُغلق
status-withdrawn = سحبتَه

reason-no_action_needed = لم يبقَ ما يلزم فعله.
reason-no_basis = ما وُصف لا يعطي سببًا للتدخل.
reason-not_ours = جهة أخرى هي المسؤولة.
reason-not_found = لم يُعثر على شيء هناك.
reason-duplicate_of = هو نفسه بلاغ آخر، ويستمر معه.

step-ahead = لم يأتِ بعد
step-original = البلاغ الذي يستمر معه هذا البلاغ
step-removed = حذفت الدورية جزءًا من هذا البلاغ
removed-note = شيء من النص.
removed-place_words = شيء من وصف المكان.
removed-contact = كيفية الوصول إليك.
removed-message = شيء من رسالة.
removed-photo = صورة.

## التنبيهات

level-extreme = تصرّف الآن
level-severe = خطير
level-moderate = توخَّ الحذر
level-minor = للعلم
alert-test = اختبار
alert-exercise = تمرين
alert-marked = { $mark }: { $headline }
alert-not-meant = ليس عليك فعل شيء.
alert-until = حتى { $until }
alert-from-until = من { $from } إلى { $until }
alert-updated = تم تحديثه
alert-muted = ليس عن أماكنك: لم تُخبَر به.
alert-ended = انتهى: زال الخطر
alert-recalled = أُلغي: أُرسل خطأً
alert-expired = انتهت مدته
alert-instruction = ما العمل
alert-place = أين
alert-hazard = ما هو
alert-description = المزيد عنه
alert-source = { $source } · { $time }
alert-says = { $source }: { $instruction }

## الفعاليات

kind-safety_event = فعالية عن السلامة
kind-forum = لقاء مع الدورية
kind-education = تعليم
kind-celebration = احتفال
kind-initiative = مبادرة من الجيران
event-full = اكتمل العدد
event-cancelled = أُلغيت
event-times = { $from } – { $until }
news-title = الأخبار
news-changed-at = عُدّل { $when }

## الصور

photos-title = الصور
photos-count = { $count ->
    [zero] لا صور
    [one] صورة واحدة
    [two] صورتان
    [few] { $shown } صور
    [many] { $shown } صورة
   *[other] { $shown } صورة
}
photo-of = الصورة { $number } من { $all }
photo-open = عرض بحجم كبير
photo-close = إغلاق
close = إغلاق

## حين لا يعمل شيء ما

failure-invalid = هناك شيء غير صحيح. تحقّق منه من فضلك وحاول مجددًا.
failure-not_found = لم يعد موجودًا.
failure-not_saved = تعذّر الحفظ. أفرغ بعض المساحة على هذا الجهاز وحاول مجددًا؛ ما كتبته ما زال هنا.
failure-not_possible = لم يعد ذلك ممكنًا. انظر كيف أصبح الآن.
failure-changed_meanwhile = غيّره شخص آخر في هذه الأثناء. هكذا هو الآن؛ قرّر من جديد.
failure-signed_out = تم تسجيل خروجك.
failure-cancelled = لم يُستخدم مفتاح المرور. حاول مجددًا، أو ادخل بطريقة أخرى.
failure-forbidden = دورك لا يسمح بهذا. اطلب ذلك من مسؤول النظام.
failure-unreachable = لا جواب. تحقّق من الاتصال وحاول مجددًا.
failure-busy = الضغط كبير الآن. انتظر لحظة وحاول مجددًا.
failure-damaged = البيانات على هذا الجهاز تالفة. أغلق Lamplight وافتحه من جديد: سيحفظ كل ما يمكن قراءته، ولن يحذف شيئًا.
failure-internal = حدث خطأ من جهتنا. حاول مجددًا؛ وإن استمر فأعد تشغيل Lamplight.

wrong-behaviours = اختر شيئًا واحدًا على الأقل رأيت الشخص يفعله.
wrong-place-point = هذا المكان خارج منطقة هذه الدورية. اختر مكانًا آخر أو صِفه بالكلمات.
wrong-place-words = وصف المكان طويل جدًا أو فيه رموز لا يمكن عرضها. يتسع لما لا يزيد على 200 حرف.
wrong-occurred-at = هذا الوقت في المستقبل. اختر وقتًا لا يتجاوز الآن.
wrong-appearance-only = هذا يصف مظهر شخص، لا ما فعله. أضف ما فعله، أو أرسله مرة أخرى كما هو.
wrong-appearance-only-here = هذا يصف مظهر شخص، لا ما فعله. اذكر ما فعله في «ماذا حدث»، أو احذف هذا من هنا.
wrong-note = النص طويل جدًا أو فيه رموز لا يمكن عرضها. يتسع لما لا يزيد على 2000 حرف.
wrong-message = لم تُقبل الرسالة: إنها فارغة أو طويلة جدًا. تتسع لما لا يزيد على 2000 حرف.
wrong-contact-name = الاسم طويل جدًا. يتسع لما لا يزيد على 100 حرف.
wrong-contact-reach = اكتب رقم هاتف أو عنوان بريد إلكتروني، أو ابقَ مجهول الهوية.
wrong-photo-heic = هذه الصورة ملف HEIC لا يستطيع Lamplight قراءته. اختر «الأكثر توافقًا» في إعدادات الكاميرا، أو شارك الصورة بصيغة JPEG.
wrong-photo-unreadable = لا يمكن قراءة هذا الملف كصورة. اختر ملف JPEG أو PNG أو WebP يُفتح على هذا الجهاز.
wrong-photo-too-large = هذه الصورة كبيرة جدًا. تمكن قراءة ما لا يزيد على 64 ميغابكسل و12000 بكسل لكل ضلع؛ تكفي نسخة أصغر.
wrong-photos-too-many = يتسع البلاغ الواحد لست صور. أزل واحدة لتضيف أخرى.
wrong-photo-twice = هذه الصورة موجودة بالفعل.
wrong-photo-description = الوصف طويل جدًا. يتسع لما لا يزيد على 200 حرف.
wrong-disk-nearly-full = لم تُحفظ الصورة: الجهاز ممتلئ تقريبًا، وما بقي من المساحة محفوظ لكلماتك. أفرغ بعض المساحة وأضفها من جديد.
wrong-drafts-too-many = بدأتَ من البلاغات ما يتسع له المكان. أرسل أحدها أو تخلّص منه أولًا.
wrong-server = هذا ليس عنوان خادم. يبدو العنوان هكذا: https://patrol.example

## You said, we did

step-initiative = طلبتَ ذلك وقد أُنجز
initiative-label = طلبتم فأنجزنا
initiative-outcome = ما الذي تغيّر

## خريطة

map-closer = تقريب
map-farther = إبعاد
map-not-shown = لا يمكن عرض الخريطة. في القائمة الأماكن نفسها.
