### نصّ كتبته آلة: يحتاج إلى مراجعة من ناطق أصلي بالعربية.
### Machine-written: needs native review.

### ما تقوله الشاشات الأولى في تطبيق السكان.

## الشريط

tabs-label = الرئيسي
tab-home = الرئيسية
tab-reports = بلاغاتي
tab-report = أبلِغ
tab-alerts = التنبيهات
tab-community = الحي

## الرئيسية

call = اتصل بالرقم { $number }
greeting-morning = صباح الخير
greeting-afternoon = طاب يومك
greeting-evening = مساء الخير
desk-watching = المكتب يتابع
desk-empty = لا أحد في المكتب
home-quiet = كل شيء هادئ: لا تنبيهات الآن.
home-new-alert = هناك تنبيه جديد
home-more-alerts = { $count ->
    [zero] لا تنبيهات أخرى
    [one] تنبيه آخر
    [two] تنبيهان آخران
    [few] { $shown } تنبيهات أخرى
    [many] { $shown } تنبيهًا آخر
   *[other] { $shown } تنبيه آخر
}
home-unread = { $count ->
    [zero] لا ردود جديدة من الدورية
    [one] رد جديد من الدورية
    [two] ردّان جديدان من الدورية
    [few] { $shown } ردود جديدة من الدورية
    [many] { $shown } ردًّا جديدًا من الدورية
   *[other] { $shown } رد جديد من الدورية
}
home-attention = { $count ->
    [zero] لا شيء يحتاج إلى انتباهك
    [one] أمر واحد يحتاج إلى انتباهك
    [two] أمران يحتاجان إلى انتباهك
    [few] { $shown } أمور تحتاج إلى انتباهك
    [many] { $shown } أمرًا يحتاج إلى انتباهك
   *[other] { $shown } أمر يحتاج إلى انتباهك
}
home-waiting = في انتظار الإرسال
home-saved-here = { $count ->
    [zero] لا شيء محفوظ هنا
    [one] بلاغ واحد محفوظ هنا
    [two] بلاغان محفوظان هنا
    [few] { $shown } بلاغات محفوظة هنا
    [many] { $shown } بلاغًا محفوظًا هنا
   *[other] { $shown } بلاغ محفوظ هنا
}
home-waiting-offline = لا اتصال. ستُرسَل من تلقاء نفسها فور عودته.
home-waiting-sending = إنها في طريقها؛ ليس عليك فعل شيء.
home-next-event = الفعالية القادمة · { $time }
home-all-events = كل الفعاليات
home-no-server = لا صلة بدورية بعد
home-no-server-text = يمكنك الإبلاغ منذ الآن: كل شيء محفوظ على هذا الجهاز، ويُرسَل متى حدّدت خادم دوريتك.
home-add-server = تحديد الخادم
help-label = أرقام الطوارئ
help-emergency = هل هناك شخص في خطر؟
help-not-emergency = ‏Lamplight ليس خط طوارئ.

fresh-offline = لا اتصال.
fresh-offline-since = لا اتصال. آخر تحديث { $ago }.
fresh-stale = آخر تحديث { $ago }.
fresh-paused = خادم الدورية لا يستقبل شيئًا الآن. ما ترسله محفوظ هنا.
fresh-again = حاول مجددًا

call-instead-title = لم يُستلم بعد: اتصل هاتفيًا
call-instead-text = هناك بلاغ عاجل لم يصل إلى الدورية. إنه محفوظ هنا وتتكرر محاولة إرساله، لكن لا تنتظره.

salvage-title = { $count ->
    [zero] وجدنا ملفًا تالفًا ولم نتمكن من استعادة أي بلاغ.
    [one] وجدنا ملفًا تالفًا واستعدنا بلاغًا واحدًا.
    [two] وجدنا ملفًا تالفًا واستعدنا بلاغين.
    [few] وجدنا ملفًا تالفًا واستعدنا { $shown } بلاغات.
    [many] وجدنا ملفًا تالفًا واستعدنا { $shown } بلاغًا.
   *[other] وجدنا ملفًا تالفًا واستعدنا { $shown } بلاغ.
}
salvage-lost = { $count ->
    [zero] قُرئت البلاغات كلها كاملة.
    [one] تعذّرت قراءة بلاغ واحد كاملًا.
    [two] تعذّرت قراءة بلاغين كاملين.
    [few] تعذّرت قراءة { $shown } بلاغات كاملة.
    [many] تعذّرت قراءة { $shown } بلاغًا كاملًا.
   *[other] تعذّرت قراءة { $shown } بلاغ كاملًا.
}
salvage-look = قد يكون آخر ما كُتب مفقودًا دون أثر. راجِع بلاغاتك من فضلك.
salvage-why = الملف التالف محفوظ جانبًا على هذا الجهاز؛ لم يُحذف شيء.
salvage-dismiss = حسنًا

draft-continue = متابعة بلاغك
drafts-continue = { $count ->
    [zero] لا بلاغات بدأتَها
    [one] بلاغ واحد بدأتَه
    [two] بلاغان بدأتَهما
    [few] { $shown } بلاغات بدأتَها
    [many] { $shown } بلاغًا بدأتَه
   *[other] { $shown } بلاغ بدأتَه
}
drafts-newest = الأخير: { $what }
gone-back = عرض بلاغاتي
settings-title = الإعدادات

## ما الأمر؟

what-title = ما الأمر؟
now-label = طوارئ
now-question = هل يحدث الآن، أو هناك شخص في خطر؟
crisis-question = شخص تتحدث إليه، الآن
practice-label = للتدريب فقط
practice-why = يقطع الطريق كله موسومًا بأنه تدريب. لن يُرسَل أحد.
drafts-see = عرض البلاغات التي بدأتَها
directory-open = من يساعد، وبماذا
practice-begin = إرسال بلاغ تدريبي
shared-coming =
    { $count ->
        [zero] لا صور مرافقة. عمّ تبلّغ؟
        [one] سترافق صورتك البلاغ. عمّ هي؟
        [two] سترافق صورتاك البلاغ. عمّ هما؟
        [few] سترافق صورك الـ{ $shown } البلاغ. عمّ هي؟
        [many] سترافق صورك الـ{ $shown } البلاغ. عمّ هي؟
       *[other] سترافق صورك الـ{ $shown } البلاغ. عمّ هي؟
    }

## التنبيهات

alerts-title = التنبيهات
alert-title = تنبيه
alert-gone = لم يعد هذا التنبيه هنا
alert-gone-text = انتهى منذ زمن، أو أزالته الدورية من القائمة.
alert-gone-back = كل التنبيهات
