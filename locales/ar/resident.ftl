### نصّ كتبته آلة: يحتاج إلى مراجعة من ناطق أصلي بالعربية.
### Machine-written: needs native review.

### تطبيق السكان.

## ماذا فعل الشخص؟

behaviour-title = ماذا فعل؟
behaviour-why = اختر ما رأيته. مجرد الوجود في مكان ليس مريبًا؛ أما ما يفعله المرء فقد يكون كذلك.
behaviour-label = ما شوهد
behaviour-none = لا شيء من هذا
behaviour-none-why = القلق ليس خطأ. لكن مظهر شخص ما، أو مجرد وجوده، لا يتيح للدورية أن تفعل شيئًا. قد يفيد أكثر أمر آخر:
behaviour-none-danger = هل هناك شخص في خطر الآن؟
behaviour-none-closest = هل فعل شيئًا آخر؟ اختر الأقرب إليه، وقل ما فعله بكلماتك في الصفحة التالية.
behaviour-none-worry = أيمكن أن يكون هو من يحتاج إلى مساعدة؟
behaviour-none-thing = هل الأمر يتعلق بشيء ما أو بضوضاء؟
behaviour-none-other = بلاغ من نوع آخر
behaviour-none-talk = هل تود أن تتحدث مع أحد عن ذلك؟
behaviour-none-leave = اتركه الآن
continue = متابعة

## المراجعة والإرسال

change = تغيير
change-category = موضوع البلاغ
place-label = المكان
place-label-last = المكان · كالمرة السابقة
place-none = لم يُذكر
place-pin = دبوس عند { $point }
place-question = أين ذلك؟
place-example = شارع أو معلم، أو كيف يُعثر عليه
place-use-last = { $place }
place-leave-out = دون ذكره
place-open = القائمة والخريطة
place-find = شارع أو معلم أو عنوان
place-as-typed = استخدام «{ $words }» كما هو
place-here = مكاني الآن
place-here-asking = جارٍ البحث عن مكانك…
place-here-denied = لا يُسمح لـLamplight بأن يسأل هذا الجهاز عن مكانه. اختر من القائمة أو ضع الدبوس.
place-here-unknown = لا يعرف هذا الجهاز مكانه. اختر من القائمة أو ضع الدبوس.
place-accuracy = حُدّد المكان بدقة نحو { $metres } م
place-coarse = لم يُحدَّد المكان إلا بدقة نحو { $metres } م. حرّك الدبوس أو اختر من القائمة.
place-outside = هذا خارج { $area }. لا تستطيع الدورية المساعدة هناك.
place-reported =
    { $count ->
        [zero] أبلغ الجيران عن مثل هذا قرب هذا المكان: { $shown } مرة على الأقل ({ $month }).
        [one] أبلغ الجيران عن مثل هذا قرب هذا المكان: مرة واحدة على الأقل ({ $month }).
        [two] أبلغ الجيران عن مثل هذا قرب هذا المكان: مرتين على الأقل ({ $month }).
        [few] أبلغ الجيران عن مثل هذا قرب هذا المكان: { $shown } مرات على الأقل ({ $month }).
        [many] أبلغ الجيران عن مثل هذا قرب هذا المكان: { $shown } مرة على الأقل ({ $month }).
       *[other] أبلغ الجيران عن مثل هذا قرب هذا المكان: { $shown } مرة على الأقل ({ $month }).
    }
place-reported-why = بلاغك ينفع أيضًا: فهو يبيّن للدورية أن الأمر مستمر.
place-at-house = { $street } { $number }
place-by-landmark = { $place }، بجانب { $landmark }
place-near-street = { $place }، قرب { $street }
place-list-recent = من بلاغاتك
place-list-landmark = المعالم
place-list-street = الشوارع
place-list-address = العناوين
place-list-empty = لا أماكن معروفة على هذا الجهاز بعد. صِف المكان بكلماتك.
place-list-none = لا شيء بهذا الاسم. يمكنك مع ذلك استخدامه كما هو.
pin-move = تحريك الدبوس، { $metres } م في كل مرة
pin-north = شمال
pin-south = جنوب
pin-west = غرب
pin-east = شرق
map-label = خريطة عليها الدبوس. القائمة والأزرار أدناه تفعل كل ما تفعله.
alerts-here = تنبيهات على هذه الخريطة
map-coming = الخريطة في طريقها: { $percent } %
map-trouble-no_room = لا تتسع ذاكرة هذا الجهاز للخريطة. في القائمة الأماكن التي استخدمتها.
map-trouble-too_large = خريطة هذه الدورية أكبر من أن يتسع لها هاتف. أخبرها بذلك.
map-trouble-damaged = لم تصل الخريطة كاملة. ستُجلب من جديد لاحقًا.
when-label = متى
when-now = قبل لحظات، { $time }
when-just-now = قبل لحظات
when-ago-15 = قبل 15 دقيقة
when-ago-60 = قبل ساعة
when-ago-180 = قبل 3 ساعات
when-exactly = أو بالضبط
note-label = ماذا حدث (اختياري)
note-placeholder = أضف بضع كلمات
note-prompt-title = ماذا فعل الشخص؟
note-prompt-text = «{ $words }» تصف مظهر شخص ما. المظهر وحده لا يساعد الدورية، وقد يؤذي من لم يفعل شيئًا. أضف ما رأيت الشخص يفعله.
note-prompt-edit = إضافة ما فعله
note-prompt-without = حذف ذلك والإرسال
note-prompt-withdraw = عدم إرسال هذا البلاغ
note-few-details = هل رأيت ما كان يلبسه أو يحمله؟ بضع كلمات أخرى تساعد في العثور على الشخص الصحيح.
note-said = ما كتبته
contact-label = من يرى اسمك
contact-nobody = لا أحد. أنت مجهول الهوية
contact-patrol = الدورية: { $who }
contact-stay-anonymous = البقاء مجهول الهوية
contact-leave = ترك اسمي لدى الدورية
contact-name = الاسم
contact-reach = الهاتف أو البريد الإلكتروني
contact-who-sees = لا يراه سوى الدورية، ولهذا البلاغ وحده.
practice-chip = تدريب
send = إرسال
send-practice = إرسال كتدريب
send-hint = يعمل دون اتصال. يمكنك التراجع خلال 10 ثوانٍ.
send-hint-urgent = يعمل دون اتصال. يُرسَل على الفور.
send-after-photos = يُرسَل فور تجهيز الصور.

## الصور

photo-name = الصورة { $number }
photo-add = إضافة صورة
photo-add-another = إضافة صورة أخرى
photo-drop = يمكنك أيضًا إفلات صورة هنا أو لصقها.
photo-take = التقاط صورة
photo-preparing = جارٍ تجهيز الصورة…
photo-cleaned = أُزيل الموقع من الصورة
photo-remove = إزالة
photo-removed = أُزيلت الصورة
photo-description = ما تُظهره (اختياري)
photo-description-example = لمن لا يستطيع رؤيتها
photo-missing = هذه الصورة ليست على هذا الجهاز.
photos-full = هذا كل ما يتسع له بلاغ واحد.
photos-to-send = { $count ->
    [zero] بقي إرسال { $waiting } من أصل { $shown } صورة
    [one] بقي إرسال { $waiting } من أصل صورة واحدة
    [two] بقي إرسال { $waiting } من أصل صورتين
    [few] بقي إرسال { $waiting } من أصل { $shown } صور
    [many] بقي إرسال { $waiting } من أصل { $shown } صورة
   *[other] بقي إرسال { $waiting } من أصل { $shown } صورة
}
photos-elsewhere = { $count ->
    [zero] لم تُرسَل معه صور من جهاز آخر.
    [one] أُرسلت معه صورة واحدة من جهاز آخر.
    [two] أُرسلت معه صورتان من جهاز آخر.
    [few] أُرسلت معه { $shown } صور من جهاز آخر.
    [many] أُرسلت معه { $shown } صورة من جهاز آخر.
   *[other] أُرسلت معه { $shown } صورة من جهاز آخر.
}

## المسودات

draft-title = بلاغك
draft-gone = هذه المسودة ليست هنا
draft-gone-text = لقد أُرسلت أو أُلغيت.
drafts-title = بلاغات بدأتَها
drafts-why = إنها على هذا الجهاز وحده إلى أن ترسلها.
drafts-none = لم تبدأ شيئًا
drafts-none-text = البلاغ الذي تبدؤه ولا ترسله يُحفظ هنا.
draft-changed = عُدّل { $time }
draft-discard = إلغاء هذا البلاغ
draft-discard-question = أتريد إلغاءه؟ لم يُرسَل، وهو على هذا الجهاز وحده.
draft-discard-yes = إلغاء البلاغ
draft-discard-short = إلغاء
draft-discarded = أُلغي
draft-back = لقد عاد

## الحفظ

delivery-saved = محفوظ على هذا الجهاز
delivery-received = استلمته الدورية
delivery-seen = اطّلع عليه شخص
delivery-needs_attention = يحتاج إلى انتباهك
delivery-erased = مُحي لدى الدورية
saved-next-saved = يذهب إلى الدورية من تلقاء نفسه فور توفّر اتصال. يمكنك إغلاق التطبيق.
saved-next-received = إنه لدى الدورية. سيطّلع عليه شخص؛ ليس عليك فعل شيء.
saved-next-seen = قرأه شخص في الدورية.
saved-next-needs_attention = لم يقبله خادم الدورية. لم يضِع شيء: انظر ما الناقص.
saved-next-erased = لم يعد هذا البلاغ لدى الدورية.
saved-practice = هذا تدريب: يقطع الطريق كله، ولن يُرسَل أحد.
saved-done = تم
saved-another = أبلغ عن شيء آخر قريب من هنا
saved-follow = متابعة هذا البلاغ
undo = تراجع
undo-done = تم التراجع. لم يُرسَل شيء.
undo-edit = لم يُرسَل بعد: غيّر ما تشاء.
undo-too-late = إنه في طريقه. يمكنك سحبه من صفحته.
steps-label = أين وصل
step-done = تم
receipt-title = الإيصال
receipt-write-down = دوّنه لتتابع هذا البلاغ على جهاز آخر.
receipt-write-down-both = دوّنه مع الرقم { $reference } لتتابع هذا البلاغ على جهاز آخر.
receipt-why = من يملكه يستطيع أن يقرأ معك: احتفظ به لنفسك.
receipt-copied = تم نسخ الإيصال
receipt-not-copied = تعذّر نسخه. حدّده وانسخه بيدك.

## متابعة بلاغ من جهاز آخر

follow-link = متابعة بلاغ من جهاز آخر
follow-title = متابعة بلاغ
follow-why = البلاغ الذي أرسلته من جهاز آخر يمكن أن يُقرأ ويُردّ عليه هنا أيضًا. رقمه وإيصاله مذكوران في صفحته هناك.
follow-reference = رقمه
follow-reference-example = AQ-7K2M9
follow-receipt = إيصاله
follow-receipt-example = 7K2M9-QXW4E-5RTY6-PAS8D
follow-forgiving = لا فرق بين الأحرف الكبيرة والصغيرة، ولا أثر للمسافات والشرطات.
follow-send = متابعته
follow-asking = جارٍ البحث عنه…
follow-not-found = لا بلاغ يُفتح بهذين الاثنين. قارنهما من فضلك بما دوّنته.
follow-no-server = حدّد خادم دوريتك أولًا في الإعدادات.
wrong-reference = يبدأ الرقم بحرفين أو ثلاثة وتليها خمس علامات أخرى، مثل AQ-7K2M9.
wrong-receipt = في الإيصال 20 حرفًا ورقمًا. قارنه من فضلك بما دوّنته.

## بلاغاتي

reports-title = بلاغاتي
reports-none = لا بلاغات بعد
reports-none-text = ما تبلّغ عنه محفوظ هنا مع كل رد. اضغط على المصباح لتبدأ.
reports-more = { $count ->
    [zero] عرض الأقدم
    [one] عرض الأقدم (واحد آخر)
    [two] عرض الأقدم (اثنان آخران)
    [few] عرض الأقدم ({ $shown } أخرى)
    [many] عرض الأقدم ({ $shown } آخر)
   *[other] عرض الأقدم ({ $shown } آخر)
}
reports-unread = { $count ->
    [zero] لا ردود جديدة
    [one] رد جديد
    [two] ردّان جديدان
    [few] { $shown } ردود جديدة
    [many] { $shown } ردًّا جديدًا
   *[other] { $shown } رد جديد
}
attention-title = لم يُقبل هذا
attention-retry = إرسال مجددًا
attention-discard = حذف من هذا الجهاز
attention-discard-question = أتريد حذفه من هذا الجهاز؟ ليس لدى الدورية نسخة منه.
attention-discard-yes = حذف
attention-wrong-receipt = لم يعد الإيصال الذي على هذا الجهاز يفتح البلاغ.
attention-gone = محت الدورية هذا البلاغ؛ لا يمكن أن يُضاف إليه شيء.
attention-on-hold = على الدورية أن تحفظ هذا البلاغ لأجل قضية. يمكن محوه حين تنتهي؛ أعد الإرسال لاحقًا.
attention-conflict = لدى الدورية شيء آخر تحت هذا الرقم. احذفه هنا وأبلغ عنه من جديد.

## بلاغ واحد

thread-title = بلاغ
thread-new-answer = هناك رد جديد من الدورية
thread-withdrawing = السحب في طريقه
thread-reopening = إعادة الفتح في طريقها
step-fixed = قلتَ: أُصلح
step-not-fixed = قلتَ: لم يُصلح بعد
followed-chip = تتابعه من هنا؛ أُرسل من جهاز آخر
conversation-label = المحادثة
message-you = أنت
message-patrol = الدورية
message-unsent = محفوظة هنا، لم تُرسَل بعد
message-refused = لم تُقبل
reply-label = الكتابة إلى الدورية
reply-placeholder = اكتب إلى الدورية
reply-send = إرسال
said-title = ما أبلغتَ عنه
withdraw = سحب هذا البلاغ
withdraw-question = أتريد أن تخبر الدورية أنه لم تعد هناك حاجة إليه؟ سيبقى لديها ما أرسلته.
withdraw-yes = سحب
erase = محوه من كل مكان
erase-question = أتريد محو هذا البلاغ وصوره هنا ولدى الدورية؟ لا رجوع عن ذلك، ولن يفتح إيصاله شيئًا بعدها:
erase-yes = محو
fixed-question = هل أُصلح الأمر؟
fixed-why = تقول الدورية إن ذلك تم. أنت أدرى.
fixed-yes = نعم
fixed-no = ليس بعد
fixed-thanks = شكرًا لك. ستُبلَّغ الدورية بذلك.
fixed-sorry = شكرًا على قول ذلك. يمكنك فتحه من جديد.
reopen = فتحه من جديد
reopen-why = إن لم يُعالَج الأمر، يمكنك فتحه من جديد خلال 14 يومًا.
gone-title = هذا البلاغ ليس هنا
gone-text = تم التراجع عنه أو محوه، أو أنه أُعدّ على جهاز آخر.

## التنبيهات

alerts-none = كل شيء هادئ
alerts-none-text = لا تنبيهات. تظهر الجديدة هنا من تلقاء نفسها.
alerts-over = انتهت

## الحي

events-title = الحي
events-filter = أي الفعاليات
interest-all = الكل
interest-safety = السلامة
interest-education = التعليم
interest-celebration = الاحتفالات
events-none = لا شيء مخطط له بعد
events-none-of-kind = لا شيء من هذا النوع مخطط له
events-none-text = تظهر الفعاليات الجديدة هنا من تلقاء نفسها.
events-past = الماضية
event-title = فعالية
event-past = انتهت هذه الفعالية.
event-capacity = { $count ->
    [zero] لا أماكن
    [one] مكان لشخص واحد
    [two] مكان لشخصين
    [few] مكان لـ{ $shown } أشخاص
    [many] مكان لـ{ $shown } شخصًا
   *[other] مكان لـ{ $shown } شخص
}
picture-to-come = الصورة ليست على هذا الجهاز بعد.
picture-shows = تُظهر: { $words }
event-gone = هذه الفعالية ليست هنا
event-gone-text = أُزيلت من القائمة.
event-gone-back = كل الفعاليات
event-coming-question = هل ستأتي؟
event-coming-why = تعرف الدورية كم شخصًا سيأتي، ولا تعرف من هم أبدًا.
event-coming-full = لم يبق مكان. انظر لاحقًا: قد يترك أحدهم مكانه.
event-coming-yes = سآتي
event-coming-no = لا أستطيع المجيء
event-people-label = كم منكم سيأتي
event-people = { $count ->
    [zero] { $shown } أشخاص
    [one] { $shown } شخص واحد
    [two] { $shown } شخصان
    [few] { $shown } أشخاص
    [many] { $shown } شخصًا
   *[other] { $shown } شخص
}
event-people-fewer = أقل بشخص واحد
event-people-more = أكثر بشخص واحد
event-you-come = ستأتي
event-answer-waiting = محفوظ على هذا الجهاز. تعلم به الدورية حالما يتوفر اتصال.
event-answer-counted = { $count ->
    [zero] أنتم محسوبون: { $shown } أشخاص.
    [one] أنتم محسوبون: { $shown } شخص واحد.
    [two] أنتم محسوبون: { $shown } شخصان.
    [few] أنتم محسوبون: { $shown } أشخاص.
    [many] أنتم محسوبون: { $shown } شخصًا.
   *[other] أنتم محسوبون: { $shown } شخص.
}
event-answer-not-counted = لستم محسوبين.
event-answer-not-coming = تعرف الدورية أنك لن تأتي.
event-answer-full = لم يبق هذا العدد من الأماكن.
event-answer-over = لم تعد هذه الفعالية تقبل ردودًا.
event-calendar-file = أضفها إلى تقويمي
event-calendar-file-kept = الملف { $name } بين تنزيلاتك. افتحه فيأخذه تقويمك.
events-view = طريقة عرض الفعاليات
events-as-list = قائمة
events-as-month = شهر
month-before = الشهر السابق
month-after = الشهر التالي
month-none = لا شيء في هذا اليوم.
month-day-events = { $count ->
    [zero] { $day }: { $shown } فعاليات
    [one] { $day }: { $shown } فعالية واحدة
    [two] { $day }: { $shown } فعاليتان
    [few] { $day }: { $shown } فعاليات
    [many] { $day }: { $shown } فعالية
   *[other] { $day }: { $shown } فعالية
}
news-all = كل الأخبار
news-none = لا أخبار بعد
news-none-text = ما تقوله الدورية للجميع يظهر هنا من تلقاء نفسه.
news-gone = لم يعد هذا هنا
news-gone-text = سحبته الدورية.

## الإعدادات

settings-server = خادم دوريتك
settings-server-example = https://patrol.example
settings-server-why = تخبرك دوريتك بعنوانه.
settings-save = حفظ
settings-saved = تم الحفظ
hearing-title = الإشعارات
hearing-on = أخبرني بالتنبيهات خارج التطبيق
hearing-unable = هذا الحاسوب لا يعرض إشعارات. تظهر التنبيهات في التطبيق، فانظر إليه بين حين وآخر.
hearing-unable-phone = هذا الهاتف لا يسمح لـLamplight بعرض إشعارات. اسمح بها في إعدادات الهاتف، أو انظر إلى التطبيق بين حين وآخر.
hearing-where = تنبيهات عن
hearing-everywhere = كل { $area }
hearing-some = بعض الأماكن فقط
hearing-none-yet = اختر مكانًا. وحتى ذلك الحين تسمع عن كل شيء.
hearing-gone = منطقة لم تعد موجودة. بدلًا منها تسمع عن كل شيء.
hearing-circle = { $place }، { $radius } حوله
hearing-metres = { $metres } م
hearing-kilometres = { $kilometres } كم
hearing-remove = إزالة: { $place }
hearing-add = إضافة مكان آخر بلاغ لي
hearing-add-why = تُخبَر بالتنبيهات التي تبلغ هذا البعد حوله.
hearing-add-name = بماذا تسمّيه
hearing-add-radius = إلى أي بعد حوله
hearing-add-done = إضافة هذا المكان
hearing-private = تبقى أماكنك على هذا الجهاز. لا تعرفها الدورية.
hearing-reminds = ذكّرني بالفعاليات التي سأحضرها
hearing-reminds-why = في المساء السابق. وإن أجبت بعد ذلك، فقبل بدئها بساعتين.
hearing-quiet = ساعات الهدوء
hearing-quiet-why = تنتظر التنبيهات والتذكيرات حتى تنتهي. الأوقات بتوقيت { $zone }.
hearing-quiet-from = من
hearing-quiet-until = حتى
hearing-wakes = يمكن لأعلى التنبيهات أن توقظني
hearing-wakes-why = حين يتعلق الأمر بالحياة وعليك التصرف فورًا: يرنّ حتى تجيبه، وفي ساعات الهدوء أيضًا.
hearing-stays = متابعة الاستماع حين أغلق النافذة
hearing-stays-why = يبقى Lamplight بجانب الساعة. وحيث لا مكان لأيقونته ينهيه إغلاق النافذة.
hearing-starts = البدء مع هذا الحاسوب
hearing-try = عرض إشعار تجريبي
hearing-tried = لقد عُرض. إن لم تره فانظر هل يحجب النظام الإشعارات.
hearing-not-shown = لم يُعرض شيء: هذا الجهاز لا يعرض إشعارات لـLamplight.
privacy-title = خصوصيتك
privacy-no-account = لا حساب هنا. ولا شيء يربط بين بلاغين من بلاغاتك.
privacy-place = تعرف الدورية المكان الذي تذكره، ولا تعرف أبدًا أين هذا الجهاز.
privacy-receipt = لكل بلاغ إيصال خاص به. إن ضاع ضاع معه الطريق إلى ردوده.

## المساعدة والقلق

directory-title = مساعدة
directory-wellbeing = لك ولمن حولك
directory-community = في الحي
directory-none = لا أحد في القائمة بعد
directory-none-text = تكتب دوريتك هذه القائمة. أما الأرقام أعلاه فهي هنا دائمًا.
directory-offline = هذه القائمة على جهازك، وتُقرأ دون اتصال.
quick-exit = خروج الآن
quick-exit-why = «خروج الآن» يعرض فعاليات الحي على الفور. ولا يعود زر الرجوع إلى هنا. أما المكالمة فتبقى في سجل هاتفك.
concern-who = من المعرَّض للخطر؟
concern-me = أنا
concern-other = شخص آخر
concern-when = هل يحدث الآن؟
concern-now = نعم، الآن
concern-not-now = لا، ليس الآن
concern-call-first = اتصل أولًا. قد ينتظر البلاغ حتى يُقرأ؛ أما المكالمة فلا.
concern-readers = لا يقرؤه سوى المستجيبين الذين يعتنون بالناس ومن يتولى بلاغك. ما تجيب به هنا يُكتب في سطوره الأولى، ويمكنك تغييره.
concern-says-me = المعرَّض للخطر: أنا.
concern-says-other = المعرَّض للخطر: شخص آخر.
concern-says-now = يحدث الآن.
concern-says-not-now = لا يحدث الآن.

## الإعدادات والترحيب

practice-title = تدريب
text-size = حجم النص
text-size-percent = { $percent }٪
theme = المظهر
theme-system = كما في النظام
theme-light = فاتح
theme-dark = داكن
erase-all-title = محو بياناتي
erase-all-text = تختفي المسودات والبلاغات التي لم تُرسَل على الفور. أما البلاغات التي لدى الدورية فتُمحى هناك أيضًا مع صورها؛ وإلى أن تؤكد ذلك تبقى في قائمتك، لأن هذا الجهاز وحده يستطيع أن يطلبه. ما يُحفظ لأجل قضية، والأعداد التي لا كلمات فيها ولا أسماء، تبقى لدى الدورية.
erase-all = محو كل شيء
erase-all-question = أتريد محو كل بلاغاتك ومسوداتك، هنا ولدى الدورية؟ لا رجوع عن ذلك.
erase-all-yes = محو كل شيء
erase-all-done = مُحي هنا. وما لدى الدورية يتبعه فور توفّر اتصال.
welcome-title = أهلًا بك في Lamplight
welcome-text = أخبر دورية حيّك بما تراه، واسمع منها ما يهم.
welcome-qr = لديك إعلان فيه رمز QR؟ امسحه بالكاميرا والصق هنا العنوان الذي يظهر.
welcome-area = تم الاتصال: { $area }
welcome-unreached = لم يجب هذا الخادم بعد. إنه محفوظ وتتكرر المحاولة من تلقاء نفسها؛ تحقّق من العنوان إن استمر ذلك.
welcome-begin = ابدأ
welcome-later = يمكنك أن تبدأ دون عنوان وتحدّده لاحقًا في الإعدادات.

## You said, we did

initiative-read = اقرأ ما أُنجز
