### نصّ كتبته آلة: يحتاج إلى مراجعة من ناطق أصلي بالعربية.
### Machine-written: needs native review.

### How the patrol does: said by the app, by the desk, and by the public page.
### Dates, times and numbers come already written; $count only chooses the plural.

## What is told

figures-intro = ما أبلغ عنه السكان وكيف جاءهم الرد. يُعلن كل شهر مرة واحدة، بعد أسبوع على الأقل من نهايته، ويبقى كما أُعلن.
figures-unknown = لم يُعرف بعد
figures-unknown-text = تصل هذه الأرقام وحدها مع الاتصال التالي.
figures-none = لم يُعلن أي شهر بعد
figures-none-text = يُعلن الأول بعد أسبوع من نهايته.
figures-told-at = أُعلن في { $date }.
figures-hidden = محجوب
figures-hidden-how = إذا كان وراء الرقم أقل من { $shown } بلاغات حُجب، وحُجب كل رقم يمكن أن يُستنتج منه مثله. وقد يعني المحجوب أنه لم يكن هناك شيء.
figures-still-waiting = كان المنتظرون أكثر من أن يُعرف ذلك
figures-percent = { $percent } %
span-minutes = { $count ->
    [zero] { $shown } دقائق
    [one] { $shown } دقيقة واحدة
    [two] { $shown } دقيقتين
    [few] { $shown } دقائق
    [many] { $shown } دقيقة
   *[other] { $shown } دقيقة
}
span-hours = { $count ->
    [zero] { $shown } ساعات
    [one] { $shown } ساعة واحدة
    [two] { $shown } ساعتين
    [few] { $shown } ساعات
    [many] { $shown } ساعة
   *[other] { $shown } ساعة
}
span-days = { $count ->
    [zero] { $shown } أيام
    [one] { $shown } يوم واحد
    [two] { $shown } يومين
    [few] { $shown } أيام
    [many] { $shown } يومًا
   *[other] { $shown } يوم
}

## Each figure, and how it is counted

figure-reports = البلاغات
figure-reports-how = البلاغات التي وصلت خلال الشهر بحسب التوقيت العالمي. لا تُحسب بلاغات التدريب ولا ما سُحب منها ولا ما يخص سلامة شخص.
figure-answered-half = نصفها جاءه رد أول في غضون
figure-answered-most = تسعة من كل عشرة جاءها رد أول في غضون
figure-answered-how = من وصول البلاغ حتى كتب أحد من الدورية أو تولى الأمر. وما زال ينتظر يُحسب منتظرًا لا عدمًا (كابلان–ماير).
figure-closed-half = نصفها حُل أو أُغلق في غضون
figure-closed-most = تسعة من كل عشرة حُلت أو أُغلقت في غضون
figure-closed-how = من وصول البلاغ حتى قالت الدورية ما فعلت أو لماذا لم تفعل شيئًا. والمفتوح يُحسب مفتوحًا (كابلان–ماير).
figure-in-time = جاءها رد أول في الوقت
figure-in-time-how = من كل ما حان موعد رده الأول، رُد عليه أم لا. لكل نوع من البلاغات وقت ينبغي الرد فيه.
figure-reopened = فُتحت من جديد
figure-reopened-how = من كل ما أُغلق قبل إعلان الشهر بأربعة عشر يومًا على الأقل، ما فُتح من جديد خلال أربعة عشر يومًا.
figure-content = عولجت، كما يقول من أجابوا
figure-content-how = من السكان الذين قالوا هل عولج الأمر، من قالوا نعم.
figure-answering = أجابوا هل عولج الأمر
figure-answering-how = من كل من حُل بلاغه أو أُغلق وسُئل عن ذلك.
figure-no-basis = نشاط مريب بلا أساس
figure-no-basis-how = من البلاغات المغلقة عن نشاط مريب، ما لم يعط سببًا للتصرف.
figure-open = كانت مفتوحة
figure-open-how = كل البلاغات التي كانت مفتوحة حين أُعلن الشهر، متى ما وصلت.
figure-open-half = نصف تلك ظل مفتوحًا مدة
figure-open-half-how = محسوب بالأيام الكاملة منذ وصولها.

## Tables

figures-service-title = كيف عولجت البلاغات
figures-category-title = بحسب موضوع البلاغ
figures-months-title = شهرًا بشهر
figures-column-category = الموضوع
figures-column-month = الشهر

## What was tried, and the method

figures-tried-title = ما جُرّب وما غيّره
figures-tried-none = لم يُجرّب شيء بعد على وجه يُقاس به أثره. وكل ما يُجرّب يُذكر هنا أيًا كانت نتيجته: مع مجاله، أو بأن الأحداث أقل من أن تدل على شيء.
figures-tried-how = تُجمع الأماكن المتشابهة فيما أُبلغ عنه منها أزواجًا، وتختار القرعة في أي مكان من كل زوج يُجرَّب شيء. ثم يُعدّ ما يبلّغ عنه السكان من كليهما، لا ما تصادفه الدوريات، وإلا كان المعدود هو الدورية نفسها. وتُذكر الأعداد بالخمسات: كذا على الأقل. وحين يشمل مجال الـ95 % ألّا يكون شيء قد تغيّر، لا ندّعي أي فرق. أما مواضع هذه الأماكن فليست علنية.
figures-tried-when = من { $from } إلى { $until }
figures-tried-places = عدد الأماكن التي جُرّب فيها واختارتها القرعة: { $shown }. وتُرك مثلها عددًا وشبهًا على حاله.
figures-tried-counted = ما عُدّ: { $names }
figures-tried-before = قبل ذلك، خلال { $span }: { $treated } حيث كان سيُجرّب، و{ $control } حيث لم يُجرّب.
figures-tried-during = أثناء التجربة: { $treated } حيث جُرّب، و{ $control } حيث لم يُجرّب.
figures-tried-at-least = { $shown } على الأقل
figures-tried-few = أقل من أن يُذكر
figures-tried-called-off = أُلغيت ولم يُقَس شيء.
figures-tried-too-few = الأحداث أقل من أن تدل على شيء في أي اتجاه. ويلزم نحو { $shown } في كل مجموعة لرؤية تغيّر بنسبة 23 %.
figures-tried-less = كان ما حدث حيث جُرّب أقل: { $change } % (مجال الـ95 %: من { $low } إلى { $high } %).
figures-tried-more = كان ما حدث حيث جُرّب أكثر: { $change } % (مجال الـ95 %: من { $low } إلى { $high } %).
figures-tried-same = لا فرق واضحًا: { $change } % (مجال الـ95 %: من { $low } إلى { $high } %).
figures-tried-around = في المربعات السكنية حول تلك الأماكن مقارنة بما حول الأماكن الأخرى: { $change } % (مجال الـ95 %: من { $low } إلى { $high } %). فإن زاد هناك فقد يكون ما انتقل إلى الجوار.
figures-method-title = كيف يُصنع هذا
figures-method-version = الطريقة، الإصدار { $version }
figures-method-once = تُحسب أرقام الشهر مرة واحدة وتُحفظ وتُقال بالصورة نفسها في كل مكان: هنا وفي التطبيق وكبيانات. ولا تغيّرها التعديلات اللاحقة، إذ يمكن طرح نسخة من أخرى. ولهذا لا مجاميع لعدة أشهر.
figures-method-places = تُعلَم الأماكن التي كثر الإبلاغ عنها للتطبيق بالخمسات، لخلايا مساحتها نحو 0,7 كيلومتر مربع، ولا يُذكر فيها النشاط المريب أبدًا. أما درجات الأماكن ومسارات الدوريات فليست علنية.
figures-backtest-title = مدى جودة التوقعات
figures-backtest-none = لا توقعات بعد، فليس هناك ما يُختبر على الماضي.
figures-backtest-how = كم مرة أكثر جاءت البلاغات من الأماكن التي سمّاها التوقع مقارنة بعدد مماثل من الأماكن المختارة بالصدفة: خلايا بعرض { $cell } م، و{ $share } % من المنطقة، في الأيام الـ30 بعد كل توقع. وكل توقع صُنع مما سبقه فقط. نُظر فيه في { $date }.
figures-backtest-class = { $name }: { $pai } مرة؛ والعدّ البسيط للسنة الأخيرة: { $plain } مرة
figures-map-title = خريطة المخاطر
figures-map-on = مشغّلة. قد تُخطط المسارات بها. لا أماكنها ولا درجاتها معلنة، ولا يدخل فيها اسم أحد ولا مظهره.
figures-map-off = مطفأة. لا يُخطط بها أي مسار.
figures-data = الشيء نفسه كبيانات:
figures-language = العربية
figures-page = الصفحة العامة، مع الطريقة

## Months

figures-month-1 = يناير { $year }
figures-month-2 = فبراير { $year }
figures-month-3 = مارس { $year }
figures-month-4 = أبريل { $year }
figures-month-5 = مايو { $year }
figures-month-6 = يونيو { $year }
figures-month-7 = يوليو { $year }
figures-month-8 = أغسطس { $year }
figures-month-9 = سبتمبر { $year }
figures-month-10 = أكتوبر { $year }
figures-month-11 = نوفمبر { $year }
figures-month-12 = ديسمبر { $year }

## You said, we did

figures-initiatives-title = طلبتم فأنجزنا
figures-initiative-since = أُعلن في { $date }.
figures-initiative-reports = طلب ذلك { $shown } بلاغات على الأقل.
