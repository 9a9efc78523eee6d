### Escrito a máquina: necesita la revisión de una persona de lengua materna.
### Machine-written: needs native review.

### La aplicación de los residentes.

## ¿Qué hizo la persona?

behaviour-title = ¿Qué hizo la persona?
behaviour-why = Elija lo que vio. Estar en un sitio no es sospechoso; lo que alguien hace puede serlo.
behaviour-label = Lo que se vio
behaviour-none = Nada de esto
behaviour-none-why = Sentir inquietud no es un error. Pero el aspecto de alguien, o que esté ahí, no le sirve a la patrulla para actuar. Quizá ayude más otra cosa:
behaviour-none-danger = ¿Hay alguien en peligro ahora?
behaviour-none-closest = ¿Hizo otra cosa? Elija lo que más se parezca y cuéntelo con sus palabras en la página siguiente.
behaviour-none-worry = ¿Puede ser que necesite ayuda?
behaviour-none-thing = ¿Se trata más bien de una cosa, o de ruido?
behaviour-none-other = Otro tipo de aviso
behaviour-none-talk = ¿Prefiere hablarlo con alguien?
behaviour-none-leave = Dejarlo por ahora
continue = Continuar

## Revisar y enviar

change = Cambiar
change-category = de qué trata
place-label = Lugar
place-label-last = Lugar · el de la última vez
place-none = Sin indicar
place-pin = Punto en { $point }
place-question = ¿Dónde es?
place-example = Una calle, un punto conocido, cómo llegar
place-use-last = { $place }
place-leave-out = No indicarlo
place-open = Lista y mapa
place-find = Una calle, un punto conocido o una dirección
place-as-typed = Usar «{ $words }» tal cual
place-here = Donde estoy ahora
place-here-asking = Buscando dónde está…
place-here-denied = Lamplight no puede preguntar a este dispositivo dónde está. Elija de la lista o ponga el punto.
place-here-unknown = Este dispositivo no sabe dónde está. Elija de la lista o ponga el punto.
place-accuracy = Encontrado con unos { $metres } m de margen
place-coarse = Encontrado solo con unos { $metres } m de margen. Mueva el punto o elija de la lista.
place-outside = Esto queda fuera de { $area }. Su patrulla no puede ayudar ahí.
place-reported =
    { $count ->
        [one] Por aquí cerca ya se ha avisado de algo así: al menos { $shown } vez ({ $month }).
       *[other] Por aquí cerca ya se ha avisado de algo así: al menos { $shown } veces ({ $month }).
    }
place-reported-why = El suyo también ayuda: muestra a la patrulla que continúa.
place-at-house = { $street } { $number }
place-by-landmark = { $place }, junto a { $landmark }
place-near-street = { $place }, cerca de { $street }
place-list-recent = De sus avisos
place-list-landmark = Puntos conocidos
place-list-street = Calles
place-list-address = Direcciones
place-list-empty = En este dispositivo aún no se conocen lugares. Diga con sus palabras dónde es.
place-list-none = Nada se llama así. Aun así puede usarlo tal cual.
pin-move = Mover el punto, { $metres } m cada vez
pin-north = Norte
pin-south = Sur
pin-west = Oeste
pin-east = Este
map-label = Mapa con el punto. La lista y los botones de abajo hacen todo lo que él hace.
alerts-here = Alertas en este mapa
map-coming = El mapa está llegando: { $percent } %
map-trouble-no_room = No hay sitio para el mapa en este dispositivo. La lista tiene los lugares que usó.
map-trouble-too_large = El mapa de esta patrulla es demasiado grande para un teléfono. Dígaselo.
map-trouble-damaged = El mapa no llegó entero. Se vuelve a pedir más tarde.
when-label = Cuándo
when-now = Ahora mismo, { $time }
when-just-now = Ahora mismo
when-ago-15 = Hace 15 min
when-ago-60 = Hace 1 hora
when-ago-180 = Hace 3 horas
when-exactly = O la hora exacta
note-label = Qué pasó (opcional)
note-placeholder = Añada unas palabras
note-prompt-title = ¿Qué hizo la persona?
note-prompt-text = «{ $words }» dice cómo es alguien. El aspecto por sí solo no ayuda a la patrulla y puede perjudicar a quien no ha hecho nada. Añada qué vio hacer a la persona.
note-prompt-edit = Añadir qué hizo
note-prompt-without = Quitarlo y enviar
note-prompt-withdraw = No enviar este aviso
note-few-details = ¿Vio qué ropa llevaba o qué tenía en las manos? Unas palabras más ayudan a dar con la persona correcta.
note-said = Lo que escribió
contact-label = Quién ve su nombre
contact-nobody = Nadie. El aviso es anónimo
contact-patrol = La patrulla: { $who }
contact-stay-anonymous = Seguir en el anonimato
contact-leave = Dejar mi nombre a la patrulla
contact-name = Nombre
contact-reach = Teléfono o correo
contact-who-sees = Solo lo ve la patrulla, y solo para este aviso.
practice-chip = Práctica
send = Enviar
send-practice = Enviar como práctica
send-hint = Funciona sin conexión. Puede deshacerlo durante 10 segundos.
send-hint-urgent = Funciona sin conexión. Se envía enseguida.
send-after-photos = Se envía en cuanto las fotos estén preparadas.

## Fotos

photo-name = Foto { $number }
photo-add = Añadir una foto
photo-add-another = Añadir otra foto
photo-drop = También puede soltar aquí una foto o pegarla.
photo-take = Hacer una foto
photo-preparing = Preparando la foto…
photo-cleaned = Ubicación quitada de la foto
photo-remove = Quitar
photo-removed = Foto quitada
photo-description = Qué se ve (opcional)
photo-description-example = Para quien no puede verla
photo-missing = Esta foto no está en este dispositivo.
photos-full = No caben más en un aviso.
photos-to-send = { $count ->
    [one] Falta por enviar { $waiting } de { $shown } foto
   *[other] Falta por enviar { $waiting } de { $shown } fotos
}
photos-elsewhere = { $count ->
    [one] { $shown } foto se envió con él desde otro dispositivo.
   *[other] { $shown } fotos se enviaron con él desde otro dispositivo.
}

## Borradores

draft-title = Su aviso
draft-gone = Este borrador no está aquí
draft-gone-text = Se envió o se descartó.
drafts-title = Avisos empezados
drafts-why = Solo están en este dispositivo hasta que los envíe.
drafts-none = Nada empezado
drafts-none-text = Un aviso que empiece y no envíe se guarda aquí.
draft-changed = Cambiado { $time }
draft-discard = Descartar este aviso
draft-discard-question = ¿Descartarlo? No se envió y solo está en este dispositivo.
draft-discard-yes = Descartar
draft-discard-short = Descartar
draft-discarded = Descartado
draft-back = Ha vuelto

## Guardado

delivery-saved = Guardado en este dispositivo
delivery-received = Recibido por la patrulla
delivery-seen = Visto por una persona
delivery-needs_attention = Necesita su atención
delivery-erased = Borrado en la patrulla
saved-next-saved = Llegará solo a la patrulla en cuanto haya conexión. Puede cerrar la aplicación.
saved-next-received = La patrulla lo tiene. Una persona lo mirará; no tiene que hacer nada.
saved-next-seen = Una persona de la patrulla lo ha leído.
saved-next-needs_attention = El servidor de la patrulla no lo aceptó. No se ha perdido nada: mire qué falta.
saved-next-erased = La patrulla ya no tiene este aviso.
saved-practice = Es una práctica: recorre todo el camino y no se envía a nadie.
saved-done = Listo
saved-another = Avisar de otra cosa aquí cerca
saved-follow = Seguir este aviso
undo = Deshacer
undo-done = Deshecho. No se envió nada.
undo-edit = Aún no se ha enviado: cambie lo que quiera.
undo-too-late = Ya va de camino. Puede retirarlo desde su página.
steps-label = Hasta dónde ha llegado
step-done = Hecho
receipt-title = Resguardo
receipt-write-down = Anótelo para seguir este aviso en otro dispositivo.
receipt-write-down-both = Anótelo junto con el número { $reference } para seguir este aviso en otro dispositivo.
receipt-why = Quien lo tenga puede leer el aviso: guárdelo bien.
receipt-copied = Resguardo copiado
receipt-not-copied = No se pudo copiar. Márquelo y cópielo a mano.

## Seguir un aviso de otro dispositivo

follow-link = Seguir un aviso de otro dispositivo
follow-title = Seguir un aviso
follow-why = Un aviso que envió desde otro dispositivo también se puede leer y responder aquí. El número y el resguardo están en su página de allí.
follow-reference = Su número
follow-reference-example = AQ-7K2M9
follow-receipt = Su resguardo
follow-receipt-example = 7K2M9-QXW4E-5RTY6-PAS8D
follow-forgiving = Las mayúsculas, los espacios y los guiones no importan.
follow-send = Seguirlo
follow-asking = Buscándolo…
follow-not-found = Ningún aviso se abre con estos dos datos. Compárelos con lo que anotó.
follow-no-server = Primero indique el servidor de su patrulla en los ajustes.
wrong-reference = El número empieza por dos o tres letras y tiene cinco signos más, por ejemplo AQ-7K2M9.
wrong-receipt = El resguardo tiene 20 letras y cifras. Compárelo con lo que anotó.

## Mis avisos

reports-title = Mis avisos
reports-none = Aún no hay avisos
reports-none-text = Aquí se guarda lo que avise, con cada respuesta. Pulse la lámpara para empezar.
reports-more = { $count ->
    [one] Mostrar anteriores ({ $shown } más)
   *[other] Mostrar anteriores ({ $shown } más)
}
reports-unread = { $count ->
    [one] { $shown } respuesta nueva
   *[other] { $shown } respuestas nuevas
}
attention-title = Esto no se aceptó
attention-retry = Enviar de nuevo
attention-discard = Borrar de este dispositivo
attention-discard-question = ¿Borrarlo de este dispositivo? La patrulla no lo tiene.
attention-discard-yes = Borrar
attention-wrong-receipt = El resguardo de este dispositivo ya no abre el aviso.
attention-gone = La patrulla ha borrado este aviso; no se le puede añadir nada.
attention-on-hold = La patrulla debe conservar este aviso por un caso legal. Se puede borrar cuando termine; envíelo de nuevo más adelante.
attention-conflict = La patrulla tiene otra cosa con este número. Bórrelo aquí y avise de nuevo.

## Un aviso

thread-title = Aviso
thread-new-answer = Hay una respuesta nueva de la patrulla
thread-withdrawing = Retirada en camino
thread-reopening = Reapertura en camino
step-fixed = Usted dijo: está arreglado
step-not-fixed = Usted dijo: aún no está arreglado
followed-chip = Seguido aquí; enviado desde otro dispositivo
conversation-label = Conversación
message-you = Usted
message-patrol = Patrulla
message-unsent = Guardado aquí, aún sin enviar
message-refused = No aceptado
reply-label = Escribir a la patrulla
reply-placeholder = Escriba a la patrulla
reply-send = Enviar
said-title = Lo que avisó
withdraw = Retirar este aviso
withdraw-question = ¿Decir a la patrulla que ya no hace falta? Conservan lo que envió.
withdraw-yes = Retirar
erase = Borrarlo en todas partes
erase-question = ¿Borrar este aviso y sus fotos, aquí y en la patrulla? No se puede deshacer, y su resguardo ya no abrirá nada:
erase-yes = Borrar
fixed-question = ¿Está arreglado?
fixed-why = La patrulla dice que está hecho. Usted lo sabe mejor.
fixed-yes = Sí
fixed-no = Aún no
fixed-thanks = Gracias. La patrulla lo sabrá.
fixed-sorry = Gracias por decirlo. Puede abrirlo de nuevo.
reopen = Abrirlo de nuevo
reopen-why = Si no está arreglado, puede abrirlo de nuevo durante 14 días.
gone-title = Este aviso no está aquí
gone-text = Se deshizo o se borró, o se hizo en otro dispositivo.

## Alertas

alerts-none = Todo tranquilo
alerts-none-text = No hay alertas. Las nuevas aparecen aquí solas.
alerts-over = Terminadas

## Barrio

events-title = Barrio
events-filter = Qué actividades
interest-all = Todas
interest-safety = Seguridad
interest-education = Aprender
interest-celebration = Celebraciones
events-none = Aún no hay nada previsto
events-none-of-kind = No hay nada previsto de este tipo
events-none-text = Las actividades nuevas aparecen aquí solas.
events-past = Pasadas
event-title = Actividad
event-past = Esta actividad ya terminó.
event-capacity = { $count ->
    [one] Hay sitio para { $shown } persona
   *[other] Hay sitio para { $shown } personas
}
picture-to-come = La imagen aún no está en este dispositivo.
picture-shows = Muestra: { $words }
event-gone = Esta actividad no está aquí
event-gone-text = Se quitó de la lista.
event-gone-back = Ver todas las actividades
event-coming-question = ¿Vendrá?
event-coming-why = La patrulla sabe cuántas personas vienen, y nunca quiénes.
event-coming-full = No quedan plazas. Mire más tarde: quizá alguien deje la suya.
event-coming-yes = Voy
event-coming-no = No puedo ir
event-people-label = Cuántas personas vienen
event-people = { $count ->
    [one] { $shown } persona
   *[other] { $shown } personas
}
event-people-fewer = Una persona menos
event-people-more = Una persona más
event-you-come = Usted viene
event-answer-waiting = Guardado en este dispositivo. La patrulla lo sabrá en cuanto haya conexión.
event-answer-counted = { $count ->
    [one] Contamos con usted: { $shown } persona.
   *[other] Contamos con ustedes: { $shown } personas.
}
event-answer-not-counted = No contamos con usted.
event-answer-not-coming = La patrulla sabe que no viene.
event-answer-full = No quedan tantas plazas.
event-answer-over = Este evento ya no admite respuestas.
event-calendar-file = Ponerlo en mi calendario
event-calendar-file-kept = { $name } está entre sus descargas. Ábralo y su calendario lo tomará.
events-view = Cómo se muestran los eventos
events-as-list = Lista
events-as-month = Mes
month-before = El mes anterior
month-after = El mes siguiente
month-none = Nada este día.
month-day-events = { $count ->
    [one] { $day }: { $shown } evento
   *[other] { $day }: { $shown } eventos
}
news-all = Todas las noticias
news-none = Aún no hay noticias
news-none-text = Lo que la patrulla cuenta a todos aparece aquí solo.
news-gone = Esto ya no está aquí
news-gone-text = La patrulla lo retiró.

## Ajustes

settings-server = El servidor de su patrulla
settings-server-example = https://patrol.example
settings-server-why = Su patrulla le dice la dirección.
settings-save = Guardar
settings-saved = Guardado

## Cómo se oyen las alertas

hearing-title = Notificaciones
hearing-on = Avisarme de las alertas fuera de la aplicación
hearing-unable = Este ordenador no muestra notificaciones. Las alertas aparecen en la aplicación: mírela de vez en cuando.
hearing-unable-phone = Este teléfono no deja que Lamplight muestre notificaciones. Permítalas en los ajustes del teléfono o mire la aplicación de vez en cuando.
hearing-where = Alertas sobre
hearing-everywhere = Todo { $area }
hearing-some = Solo algunos lugares
hearing-none-yet = Elija un lugar. Hasta entonces se le avisa de todo.
hearing-gone = Un distrito que ya no existe. Por él se le avisa de todo.
hearing-circle = { $place }, { $radius } alrededor
hearing-metres = { $metres } m
hearing-kilometres = { $kilometres } km
hearing-remove = Quitar: { $place }
hearing-add = Añadir el lugar de mi último aviso
hearing-add-why = Se le avisa de las alertas que llegan hasta esta distancia.
hearing-add-name = Cómo lo llama usted
hearing-add-radius = A qué distancia
hearing-add-done = Añadir este lugar
hearing-private = Sus lugares se quedan en este dispositivo. La patrulla no los conoce.
hearing-reminds = Recordarme los eventos a los que voy
hearing-reminds-why = La tarde anterior. Si responde más tarde, dos horas antes de que empiece.
hearing-quiet = Horas de silencio
hearing-quiet-why = Las alertas y los recordatorios esperan a que terminen. La hora es la de { $zone }.
hearing-quiet-from = Desde
hearing-quiet-until = Hasta
hearing-wakes = Las alertas más graves pueden despertarme
hearing-wakes-why = Cuando peligra la vida y hay que actuar ya: suena hasta que usted responda, también en las horas de silencio.
hearing-stays = Seguir a la escucha al cerrar la ventana
hearing-stays-why = Lamplight se queda junto al reloj. Si allí no hay sitio para su icono, termina al cerrar la ventana.
hearing-starts = Empezar al encender el ordenador
hearing-try = Mostrar una notificación de prueba
hearing-tried = Se ha mostrado. Si no la ha visto, mire si el sistema retiene las notificaciones.
hearing-not-shown = No se ha mostrado nada: este dispositivo no muestra notificaciones de Lamplight.

## Privacidad

privacy-title = Su privacidad
privacy-no-account = No hay cuenta. Nada une dos de sus avisos.
privacy-place = La patrulla conoce el lugar que usted indica, nunca dónde está este dispositivo.
privacy-receipt = Cada aviso tiene su propio resguardo. Si se pierde, se pierde el acceso a las respuestas.

## Ayuda y preocupaciones

directory-title = Ayuda
directory-wellbeing = Para usted y los suyos
directory-community = En el barrio
directory-none = Aún no hay nadie en la lista
directory-none-text = Esta lista la escribe su patrulla. Los números de arriba están siempre.
directory-offline = Esta lista está en su dispositivo y se puede leer sin conexión.
quick-exit = Salir ya
quick-exit-why = «Salir ya» muestra al instante las actividades del barrio. Atrás no vuelve aquí. Una llamada queda en la lista de su teléfono.
concern-who = ¿Quién está en riesgo?
concern-me = Yo
concern-other = Otra persona
concern-when = ¿Está ocurriendo ahora?
concern-now = Sí, ahora
concern-not-now = No, ahora no
concern-call-first = Llame primero. Un aviso puede tardar en leerse; una llamada no.
concern-readers = Solo lo leen los asistentes, que cuidan de las personas, y quien se encargue de su aviso. Lo que responda aquí queda en sus primeras líneas, y puede cambiarlo.
concern-says-me = En riesgo: yo.
concern-says-other = En riesgo: otra persona.
concern-says-now = Está ocurriendo ahora.
concern-says-not-now = No está ocurriendo ahora.

## Ajustes y bienvenida

practice-title = Practicar
text-size = Tamaño del texto
text-size-percent = { $percent } %
theme = Apariencia
theme-system = Como el sistema
theme-light = Claro
theme-dark = Oscuro
erase-all-title = Borrar mis datos
erase-all-text = Los borradores y los avisos que no se enviaron desaparecen al momento. Los que tiene la patrulla se borran también allí, con sus fotos; hasta que lo confirme siguen en su lista, porque solo este dispositivo puede pedirlo. Lo que se guarda para un proceso judicial y las cifras sin palabras ni nombres se quedan en la patrulla.
erase-all = Borrar todo
erase-all-question = ¿Borrar todos sus avisos y borradores, aquí y en la patrulla? No se puede deshacer.
erase-all-yes = Borrar todo
erase-all-done = Borrado aquí. Lo que está en la patrulla sigue en cuanto haya conexión.
welcome-title = Le damos la bienvenida a Lamplight
welcome-text = Cuente a la patrulla de su barrio lo que ve y entérese por ella de lo importante.
welcome-qr = ¿Un cartel con un código QR? Escanéelo con la cámara y pegue aquí la dirección que muestra.
welcome-area = Conexión hecha: { $area }
welcome-unreached = Este servidor aún no responde. Queda guardado y se vuelve a intentar solo; si sigue así, revise la dirección.
welcome-begin = Empezar
welcome-later = También puede empezar sin dirección e indicarla después en los ajustes.

## You said, we did

initiative-read = Leer qué se ha hecho
