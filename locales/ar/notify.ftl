### نصّ كتبته آلة: يحتاج إلى مراجعة من ناطق أصلي بالعربية.
### Machine-written: needs native review.

### بريد إلى العاملين في الدورية ممن لم تُفتح لديهم لوحة العمل. يصوغه الخادم بلغة المنطقة الأولى.
### $count يختار صيغة الجمع فقط؛ و$shown هو العدد مكتوبًا.

notify-urgent-subject = بلاغ عاجل ينتظر: { $category }
notify-urgent = وصل بلاغ عاجل ولا أحد فتح لوحة العمل. اطّلع عليه هناك من فضلك:

notify-reminder-subject = هناك ما ينتظر في المكتب
notify-reminder-reports = { $count ->
    [zero] لا بلاغات تنتظر جوابًا متأخرًا.
    [one] بلاغ واحد ينتظر جوابًا متأخرًا.
    [two] بلاغان ينتظران جوابًا متأخرًا.
    [few] { $shown } بلاغات تنتظر جوابًا متأخرًا.
    [many] { $shown } بلاغًا ينتظر جوابًا متأخرًا.
   *[other] { $shown } بلاغ ينتظر جوابًا متأخرًا.
}
notify-reminder-proposals = { $count ->
    [zero] لا تنبيهات تنتظر شخصًا ثانيًا.
    [one] تنبيه واحد ينتظر شخصًا ثانيًا.
    [two] تنبيهان ينتظران شخصًا ثانيًا.
    [few] { $shown } تنبيهات تنتظر شخصًا ثانيًا.
    [many] { $shown } تنبيهًا ينتظر شخصًا ثانيًا.
   *[other] { $shown } تنبيه ينتظر شخصًا ثانيًا.
}
notify-reminder-reviews = { $count ->
    [zero] لا تنبيهات أرسلها شخص وحده وتنتظر المراجعة.
    [one] تنبيه واحد أرسله شخص وحده وينتظر المراجعة.
    [two] تنبيهان أرسلهما شخص وحده وينتظران المراجعة.
    [few] { $shown } تنبيهات أرسلها شخص وحده وتنتظر المراجعة.
    [many] { $shown } تنبيهًا أرسله شخص وحده وينتظر المراجعة.
   *[other] { $shown } تنبيه أرسله شخص وحده وينتظر المراجعة.
}
notify-reminder = لا أحد فتح لوحة العمل. انظر هناك من فضلك:

notify-test-subject = Lamplight: اختبار
notify-test = يصل البريد من خادم Lamplight لديك. كان هذا اختبارًا؛ ولوحة العمل هنا:
tell-updated = تحديث: { $headline }
tell-ended = زال الخطر: { $headline }
tell-recalled = أُلغي: { $headline }
tell-where-until = { $place } · حتى { $until }
tell-ended-text = لقد انتهى.
tell-recalled-text = أُرسل خطأً. ليس عليك فعل شيء.
tell-day =
    { $day ->
        [mon] الإثنين { $time }
        [tue] الثلاثاء { $time }
        [wed] الأربعاء { $time }
        [thu] الخميس { $time }
        [fri] الجمعة { $time }
        [sat] السبت { $time }
       *[sun] الأحد { $time }
    }
tell-open = فتح
tell-reminder = قلت إنك ستأتي: { $title }
tell-when-where = { $when } · { $place }
tell-test = هكذا تصلك التنبيهات
tell-test-text = طلبتَ اختبارًا. لم يحدث شيء.
tell-staying = ‏Lamplight ما زال يستمع
tell-staying-text = تصلك التنبيهات والنافذة مغلقة. يمكنك إيقاف ذلك في الإعدادات.
tray-open = فتح Lamplight
tray-quit = إيقاف الاستماع والخروج
