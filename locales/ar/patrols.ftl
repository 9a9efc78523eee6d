### كُتب آليًا: يحتاج إلى مراجعة ناطق أصلي.
### Machine-written: needs native review.

### غرفة الدوريات الراجلة: خطط الجولات وما يُرى في الطريق.

walk-title = الدوريات
walk-new = خطة جديدة
walk-none = لا خطط بعد
walk-none-planner = خطّط لمناوبة: أي أماكن تُزار، ومن يزورها، ولماذا.
walk-none-walker = ما إن يخطّط المنسّق لمناوبة حتى تظهر هنا.
walk-choose = اختر مناوبة
walk-choose-text = تظهر هنا جولاتها مع سبب كل محطة.
walk-shift = { $from } إلى { $until }
walk-unit = الدورية { $number }
walk-clash = تعارض
walk-called-off = أُلغيت
walk-left-count = { $count ->
    [zero] لا محطات متبقية
    [one] محطة واحدة متبقية
    [two] محطتان متبقيتان
    [few] { $shown } محطات متبقية
    [many] { $shown } محطة متبقية
   *[other] { $shown } محطة متبقية
}
walk-stops-count = { $count ->
    [zero] لا محطات
    [one] محطة واحدة
    [two] محطتان
    [few] { $shown } محطات
    [many] { $shown } محطة
   *[other] { $shown } محطة
}

## خطة جديدة

walk-no-streets = الشوارع غير معروفة بعد
walk-no-streets-text = من دونها لا يُعرف كم تستغرق الجولة. يستوردها من يعتني بالخادم مرة واحدة، من OpenStreetMap أو من خطوط الشوارع لدى المدينة:
walk-no-streets-command = lamplight-server streets import --data DIR --file town.osm.pbf
walk-starts = تبدأ
walk-ends = عودة الجميع
walk-stay = الدقائق في كل محطة
walk-stay-text = من 10 إلى 16 دقيقة تهدّئ المكان لأطول وقت.
walk-break-minutes = دقائق الاستراحة
walk-break-text = في منتصف المناوبة، حيثما كان المرء حينها. ربع المناوبة على الأكثر؛ 0 إن لم تكن لازمة.
walk-who = من يمشي
walk-who-text = للدوريات أرقام. لا تُحفظ أسماء.
walk-base = من أين تبدأ الجولات وأين تنتهي
walk-where = أماكن بحسب خريطة المخاطر
walk-by-map = زيارة أماكن من خريطة { $when }، وبعضها عشوائيًا
walk-by-map-text = تُختار الأماكن بالقرعة كي لا يتوقعها أحد. عُشر الوقت على الأقل يذهب إلى أماكن عشوائية: هكذا ينكشف خطأ الخريطة.
walk-no-map = لا خريطة مخاطر بعد. سمِّ الأماكن التي تُزار بنفسك.
walk-asked = أماكن تطلبها
walk-asked-text = تُزار قبل كل ما عداها.
walk-asked-place = المكان { $number }
walk-asked-add = إضافة مكان
walk-asked-drop = إزالة المكان { $number }
walk-place-words = اسم المكان
walk-place-degrees = خط العرض، خط الطول
walk-place-map = أشر إليه على الخريطة
walk-plan = خطّط الجولات
walk-planning = جارٍ التخطيط…
walk-planned = خُطّطت المناوبة
walk-missing = شيء ناقص أو غير صالح: انظر إلى الحقول المعلّمة.

## خطة

walk-print = طباعة
walk-sum = { $count ->
    [zero] لا محطات · { $metres } مشيًا · العودة { $back }
    [one] محطة واحدة · { $metres } مشيًا · العودة { $back }
    [two] محطتان · { $metres } مشيًا · العودة { $back }
    [few] { $shown } محطات · { $metres } مشيًا · العودة { $back }
    [many] { $shown } محطة · { $metres } مشيًا · العودة { $back }
   *[other] { $shown } محطة · { $metres } مشيًا · العودة { $back }
}
walk-column-number = الرقم
walk-column-time = متى
walk-column-place = أين
walk-column-why = لماذا
walk-from-until = { $from } – { $until }
walk-after = بعد { $metres }
walk-break = استراحة
walk-visited = تمت زيارته
walk-why-asked = مطلوب
walk-why-random = عشوائي
walk-why-ranked = المرتبة { $rank } على الخريطة: عدد البلاغات المتوقعة خلال 30 يومًا { $expected }
walk-cause = { $count ->
    [0] { $kind }: بلاغات من الجوار
    [zero] { $kind }: بلاغات من الجوار
    [one] { $kind }: بلاغ واحد
    [two] { $kind }: بلاغان
    [few] { $kind }: { $shown } بلاغات
    [many] { $kind }: { $shown } بلاغًا
   *[other] { $kind }: { $shown } بلاغ
}
walk-cause-last = { $count ->
    [zero] { $kind }: لا بلاغات، آخرها { $when }
    [one] { $kind }: بلاغ واحد، { $when }
    [two] { $kind }: بلاغان، آخرهما { $when }
    [few] { $kind }: { $shown } بلاغات، آخرها { $when }
    [many] { $kind }: { $shown } بلاغًا، آخرها { $when }
   *[other] { $kind }: { $shown } بلاغ، آخرها { $when }
}
walk-left = محطات لا يزورها أحد
walk-left-worth = الوقت أنفع في مكان آخر
walk-left-far = بعيدة جدًا عن هذه المناوبة
walk-left-taken = أُخرجت يدويًا
walk-clash-text = إحدى الدوريات في خطة أخرى في الوقت نفسه. ألغِ إحداهما أو خطّطها مع دورية أخرى.
walk-map = على الخريطة
walk-map-label = خريطة للمنطقة وعليها الأماكن بأرقامها
walk-map-none = حدود المنطقة غير معروفة، فلا يمكن رسم شيء بعد.
walk-map-text = تُظهر الخطوط ترتيب المحطات لا الطريق في الشوارع. الدوائر السميكة أماكن من الخريطة، والمتقطعة عشوائية، والمشطوبة لا يزورها أحد، والمربع بداية الجولات.
walk-edits = غُيّر يدويًا
walk-edit-added = { $place }: أُضيف، { $unit }
walk-edit-taken = { $place }: أُخرج
walk-edit-placed = { $place }: أُسند أو نُقل، { $unit }
walk-made-ranked = صُنعت من خريطة المخاطر بتاريخ { $when }.
walk-made-not-wanted = صُنعت من دون خريطة المخاطر، من الأماكن المطلوبة.
walk-made-no-map = صُنعت من دون خريطة المخاطر: لم تكن هناك خريطة.
walk-made-too-few = صُنعت من دون خريطة المخاطر: البلاغات من أماكن أقل من أن يُوزَّع الوقت عليها.
walk-made-again = خُطّطت { $when }. البذرة { $seed }، الجولات { $rounds }: بها يمكن صنعها من جديد.
walk-call-off = إلغاء المناوبة
walk-call-off-question = هل تلغي هذه المناوبة؟ تبقى الخطة للقراءة، ولا يمشيها أحد.

## تغييرات يدوية

walk-change = تغيير
walk-change-stop = تغيير { $place }
walk-to-unit = تزوره
walk-to-place = متى
walk-to-first = قبل كل شيء
walk-to-after = بعد { $number } · { $place }
walk-reason = لماذا؟
walk-reason-text = يُحفظ مع الخطة لمن يسأل لاحقًا. من دون أسماء من فضلك.
walk-reason-needed = قل السبب ببضع كلمات.
walk-move = انقله إلى هناك
walk-put-in = أدخله
walk-take-out = أخرجه
walk-add = إضافة محطة: { $unit }
walk-add-where = المحطة الجديدة
walk-add-yes = أضف المحطة
walk-edited = تم التغيير. حُسبت الأوقات من جديد.
walk-undo = تراجع
walk-undone-reason = تم التراجع

## في الطريق

walk-go = ابدأ الجولة
walk-whole-plan = الخطة كاملة
walk-from-base = البداية: { $place }، { $when }
walk-back = العودة: { $place }، { $when }، بعد { $metres }
walk-nothing = لا محطات. أنت متفرغ لما يطرأ.
walk-been = كنت هناك
walk-been-again = كنت هناك مرة أخرى
walk-minutes = الدقائق هناك
walk-contacts = من تحدثت معهم
walk-contacts-text = العدد فقط. لا من هم أبدًا.
walk-less = أقل: { $what }
walk-more = أكثر: { $what }
walk-visit-note = ما رأيته (اختياري)
walk-no-names = من فضلك بلا أسماء أو لوحات سيارات أو أوصاف أشخاص.
walk-visit-keep = حفظ الزيارة
walk-visit-kept = حُفظت الزيارة
walk-minutes-count = { $count ->
    [zero] بلا دقائق
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $shown } دقائق
    [many] { $shown } دقيقة
   *[other] { $shown } دقيقة
}
walk-contacts-count = { $count ->
    [zero] بلا حديث مع أحد
    [one] حديث مع شخص واحد
    [two] حديث مع شخصين
    [few] حديث مع { $shown } أشخاص
    [many] حديث مع { $shown } شخصًا
   *[other] حديث مع { $shown } شخص
}
walk-log = ما شوهد في الطريق
walk-note-title = هل من شيء تخبر به؟
walk-note-kind = ما هو
walk-note-lost_and_found = مفقودات وموجودات
walk-note-good_news = أخبار طيبة
walk-note-learned = معلومة عن المكان
walk-note-text = ما تود قوله
walk-note-keep = حفظ الملاحظة
walk-note-kept = حُفظت الملاحظة
walk-note-empty = اكتب بضع كلمات أولًا.

## خريطة المخاطر

walk-risk = خريطة المخاطر
walk-risk-nothing = لا خريطة مخاطر
walk-risk-off = هي معطّلة على هذا الخادم.
walk-risk-no-outline = لا حدود للمنطقة بعد تُرتَّب الأماكن ضمنها.
walk-risk-none = لم تُصنع أي خريطة بعد. يصنع الخادم واحدة كل ليلة مما أبلغ عنه السكان.
walk-risk-about = صُنعت { $when } مما أبلغ عنه السكان. عرض كل خلية { $metres } متر. تُرتَّب الأماكن، لا الناس أبدًا.
walk-risk-count = { $count ->
    [zero] لا خلية معلّمة من أصل { $cells }.
    [one] خلية واحدة معلّمة من أصل { $cells }.
    [two] خليتان معلّمتان من أصل { $cells }.
    [few] { $shown } خلايا معلّمة من أصل { $cells }.
    [many] { $shown } خلية معلّمة من أصل { $cells }.
   *[other] { $shown } خلية معلّمة من أصل { $cells }.
}
walk-risk-expected = البلاغات المتوقعة خلال 30 يومًا: { $expected }
walk-risk-unusual = أكثر من المعتاد
walk-risk-guards = ما تكتشفه الدورية، وبلاغات النشاط المريب، لا يُحسب هنا أبدًا. هذه الخريطة ليست علنية أبدًا.

## ما قد يتعذّر

walk-wrong-streets = الشوارع غير معروفة بعد؛ على من يعتني بالخادم أن يستوردها أولًا.
walk-wrong-base = بداية الجولات أبعد من 300 متر عن كل شارع. اختر مكانًا آخر.
walk-wrong-asked = مكان تطلبه بعيد عن كل شارع، أو تطلب كثيرًا حتى لا يبقى وقت لأماكن عشوائية. غيّر القائمة.
walk-wrong-nothing = لا شيء يُزار: لا خريطة يُوزَّع بها الوقت ولا مكان مطلوب. سمِّ بعض الأماكن.
walk-wrong-off-streets = المحطة الجديدة أبعد من 300 متر عن كل شارع. اختر مكانًا آخر.
walk-wrong-late = ستعود تلك الدورية متأخرة. أخرج محطة أولًا أو اختر دورية أخرى.
