### Escrito a máquina: necesita la revisión de una persona de lengua materna.
### Machine-written: needs native review.

### La central: la consola del personal, en un navegador.

desk-title = Central de Lamplight
cancel = Cancelar

## En la puerta

sign-in-title = Entrar
sign-in-name = Nombre
sign-in-password = Contraseña
sign-in-code = Código
sign-in-code-hint = Los seis dígitos que muestra ahora su aplicación de autenticación, o uno de sus códigos de recuperación.
sign-in-button = Entrar
sign-in-help = ¿Aún no tiene contraseña, o la ha olvidado? Pida una invitación a quien administra.
sign-in-missing = Rellene los tres campos.
sign-in-wrong = El nombre, la contraseña o el código no es correcto. Revise los tres; cada código sirve una sola vez.
sign-in-wait-seconds = { $count ->
    [one] Demasiados intentos desde aquí. Vuelva a intentarlo dentro de { $shown } segundo.
   *[other] Demasiados intentos desde aquí. Vuelva a intentarlo dentro de { $shown } segundos.
}
sign-in-wait-minutes = { $count ->
    [one] Demasiados intentos desde aquí. Vuelva a intentarlo dentro de { $shown } minuto.
   *[other] Demasiados intentos desde aquí. Vuelva a intentarlo dentro de { $shown } minutos.
}
session-ended = La sesión está cerrada. Lo que escribió sigue aquí: entre de nuevo y continúe.
invite-title = Le damos la bienvenida, { $name }
invite-text = Elija una contraseña y configure una aplicación de autenticación. Desde entonces entrará con ambas.
invite-password = Contraseña
invite-password-hint = 12 caracteres o más: unas palabras que solo para usted vayan juntas.
invite-app = Aplicación de autenticación
invite-app-text = Introduzca esta clave en una aplicación de autenticación de su teléfono. Mostrará un código nuevo cada medio minuto.
invite-key = Clave
invite-open = Abrirla en una aplicación de este dispositivo
invite-code = El código que muestra la aplicación
invite-button = Entrar
invite-gone-title = Esta invitación ya no vale
invite-gone-text = Ya se usó, o ha pasado un día. Pida otra a quien administra.
recovery-title = Guarde bien estos códigos
recovery-text = Si pierde el teléfono, cada uno le permite entrar una vez en lugar de su código. Solo se muestran ahora.
recovery-copy = Copiar
recovery-copied = Copiado
recovery-done = Los he guardado

## La cuenta propia

sign-in-passkey = Entrar con una llave de acceso
sign-in-or = O con su nombre, contraseña y código:
invite-passkey-text = Cree una llave de acceso: su teléfono, ordenador o llave de seguridad le abrirá la puerta con su huella, su cara o su PIN. No hay nada que recordar, ni nada que se pueda escribir en una página falsa.
invite-password-instead = Elegir una contraseña
account-title = Su cuenta
account-passkeys = Llaves de acceso
account-passkeys-text = Con una llave de acceso entra con su huella, su cara o su PIN. Tenga dos, en dispositivos distintos, por si pierde uno.
account-no-passkeys = Aún no tiene ninguna.
account-passkeys-not-here = Este navegador, o esta dirección del servidor, no admite llaves de acceso.
account-add-passkey = Añadir una llave de acceso
passkey-name = Cómo llamarla
passkey-name-first = Mi llave de acceso
passkey-name-hint = Para reconocerla en una lista, por ejemplo: teléfono del trabajo.
passkey-name-missing = Póngale un nombre.
passkey-make = Crear la llave
passkey-used = Último uso: { $when }
passkey-never-used = Añadida { $when }, aún sin usar
passkey-remove = Quitar
passkey-remove-question = ¿Quitar «{ $name }»? Ya no le abrirá la puerta.
passkey-last = Es su última forma de entrar. Añada antes otra llave de acceso.
passkey-refused = Aquí no se conoce esta llave, o se tardó demasiado. Inténtelo de nuevo.

## La barra

rail-label = Central
room-reports = Avisos
room-patrols = Patrullas
room-alerts = Alertas
room-events = Actividades y noticias
room-figures = Cifras
room-team = Equipo
list-more = Mostrar anteriores
sign-out = Salir
stream-live = En directo
stream-waiting = Esperando
stream-lost = Se perdió la conexión en directo. La lista puede no estar al día; vuelve sola.

## Avisos urgentes, para quien mira a otro lado

urgent-title = Avisos urgentes
urgent-notices-off = Mostrarme notificaciones
urgent-notices-on = Notificaciones activadas
urgent-sound-off = Hacer sonar
urgent-sound-on = Sonido activado
urgent-ask = Cuando llegue uno mientras mira a otro lado. Su navegador le preguntará una vez.
urgent-blocked = Su navegador bloquea las notificaciones de esta página; permítalas junto a la dirección.
urgent-notice = Ha llegado un aviso urgente

## La lista de avisos

triage-title = Avisos
triage-fresh = { $count ->
    [one] { $shown } aviso nuevo · mostrar
   *[other] { $shown } avisos nuevos · mostrar
}
triage-none = Aquí no hay avisos
triage-none-text = Los nuevos aparecen solos.
triage-choose = Elija un aviso
triage-choose-text = j y k recorren la lista, Intro abre. Al abrir un aviso nuevo, quien avisó sabe que una persona lo ha visto.
triage-left = ya no está en esta lista
triage-full = La lista no admite más. Use un filtro para encontrar los demás.
triage-stale = Estado de las { $when }: falta lo que llegó después.
triage-no-match = Nada coincide con este filtro
triage-no-match-text = Quite una parte, o quítelo entero.
triage-show-all = Mostrar también los terminados
filter-title = Buscar avisos
filter-button = Filtrar
filter-quick = Atajos
filter-set = Por qué se filtra la lista
filter-take-out = quitar del filtro
filter-clear = Quitar filtros
filter-words = Palabras o referencia
filter-said = «{ $words }»
filter-status = Estado
filter-open = Abiertos
filter-all = Todos
filter-category = Categoría
filter-every-category = Todas las categorías
filter-district = Distrito
filter-every-district = Todos los distritos
filter-age = Espera desde hace
filter-every-age = Cualquier tiempo
filter-hours = { $count ->
    [one] Más de { $shown } hora
   *[other] Más de { $shown } horas
}
filter-days = { $count ->
    [one] Más de { $shown } día
   *[other] Más de { $shown } días
}
filter-order = Orden
order-newest = Primero los nuevos
order-due = Primero los que más apremian
order-oldest = Primero los antiguos
filter-overdue = Vencidos
filter-mine = Míos
filter-unread = Sin leer
keys-title = Teclas
key-down = Bajar por la lista
key-up = Subir por la lista
key-open = Abrir el aviso
key-select = Marcar o desmarcar
key-back = Volver a la lista
key-search = Buscar
key-help = Estas teclas
due = vence { $when }
due-late = venció { $when }

desk-status-received = Nuevo
desk-status-seen = Visto
desk-status-assigned = A cargo
desk-status-on_the_way = De camino
desk-status-resolved = Resuelto
desk-status-closed = Cerrado
desk-status-withdrawn = Retirado
desk-practice = práctica

## Un aviso

report-title = Aviso
report-received = recibido { $time }
report-anonymous = anónimo
report-named = con nombre
report-practice = Es una práctica: responda como siempre y no envíe a nadie.
act-take = Encargarse
act-give-back = Devolver
act-on-the-way = Patrulla de camino
act-resolve = Resolver
act-close = Cerrar
act-reopen = Abrir de nuevo
facts-title = Lo que se vio
facts-no-words = No se dieron palabras.
facts-place = Lugar
facts-no-place = Sin indicar
facts-when = Cuándo
facts-future = Esta hora estaba en el futuro cuando llegó el aviso.
facts-contact = Contacto
facts-no-contact = Ninguno: anónimo
facts-language = Responder en
history-title = Lo que ha pasado
history-original = El aviso al que sigue: { $status }
history-removed = La patrulla quitó { $part }
desk-feedback-fixed = Quien avisó dice: está arreglado
desk-feedback-not-fixed = Quien avisó dice: aún no está arreglado
photos-to-come = { $count ->
    [one] Falta por llegar { $missing } de { $shown } foto
   *[other] Falta por llegar { $missing } de { $shown } fotos
}
photo-state-to_come = todavía no ha llegado
photo-state-checking = ha llegado; se está preparando para verla sin riesgo
photo-state-unreadable = lo que llegó no es una imagen que se pueda mostrar
photo-state-removed = retirada por la patrulla
ending-outcome = Qué se hizo
ending-reason = Por qué se cierra
ending-same-as = Lo mismo que
ending-choose = Elija un aviso
ending-message = Decírselo a quien avisó (opcional)
desk-reason-no_action_needed = No hace falta actuar
desk-reason-no_basis = Sin base: lo descrito no da motivo para actuar
desk-reason-not_ours = No es nuestro: se encarga otra oficina
desk-reason-not_found = No se encontró nada allí
desk-reason-duplicate_of = Lo mismo que otro aviso
desk-conversation = Conversación
desk-no-messages = Aún no se ha dicho nada.
desk-patrol = Patrulla
desk-resident = Residente
desk-reply-label = Escribir a quien avisó
desk-conversation-text = Quien avisó lee lo que hay aquí.
standing-title = Cómo está
standing-charge = A cargo de { $name }
standing-on-the-way = De camino: { $name }
standing-follows = Sigue a { $reference }
standing-nobody = Nadie está a cargo
standing-urgent = Urgente
standing-entered = Anotado por { $name } para alguien que llamó
standing-referred = Derivado a { $name } por { $by }
act-assign = Asignar
act-refer = Derivar
act-merge = { $count ->
    [one] Unir: { $shown } cerca
   *[other] Unir: { $shown } cerca
}
act-done = Hecho
assign-to = Quién está a cargo
assign-choose = Elija a alguien
assign-me = { $name } (usted)
wrong-assign = Elija quién ha de estar a cargo.
refer-text = Desde entonces ven este aviso. Quien está a cargo sigue a cargo.
refer-to = A quién
refer-responders = Quienes atienden el bienestar
refer-person = alguien del equipo
refer-reason = Por qué (solo lo lee el equipo)
wrong-refer = Diga por qué, para que sepan qué hacer.
refer-end = Terminar la derivación
refer-end-question = { $name } ya no verá este aviso por la derivación.
profiling-title = Guíese por lo que se hizo
profiling-text = Estas palabras quizá describen más el aspecto de alguien que lo que hizo. El aspecto no es motivo para actuar. Si no se hizo nada, ciérrelo sin base.
profiling-no-basis = Cerrar: sin base
profiling-words = Leer las palabras de quien avisó, que quizá describen el aspecto de alguien
ending-no-basis = Quien avisó lee que lo descrito no da motivo para actuar. Diga en una frase qué lo daría.
merged-into = Este aviso sigue a otro:
merged-here = Estos avisos siguen a este. Quienes los enviaron se enteran de lo que resulte.
merge-separate = Separar de nuevo
merge-separate-question = Vuelve a ir por su cuenta y queda abierto.
merge-title = ¿Es lo mismo?
merge-text = El que sigue se cierra como igual; quien lo envió se entera de lo que resulte del otro. Se puede volver a separar.
merge-this = Este
merge-other = El otro
merge-follow = Este sigue a { $reference }
merge-lead = { $reference } sigue a este
similar-metres = a { $metres } m
similar-roughly = en la misma zona
similar-same-hour = en la misma hora
similar-hours = { $count ->
    [one] con { $shown } h de diferencia
   *[other] con { $shown } h de diferencia
}
similar-category = misma categoría
similar-other-category = otra categoría
similar-received = Recibido
notes-title = Notas del equipo
notes-text = Solo las lee el equipo. Quien avisó no las ve nunca.
notes-label = Nota para el equipo
notes-keep = Guardar nota
entry-note = Nota: { $text }
entry-assigned = Puso a cargo a { $name }
entry-given-back = Lo devolvió: nadie está a cargo
entry-referred = Derivó a { $name }: { $reason }
entry-referral-ended = Terminó la derivación a { $name }
entry-merged = { $reference } sigue a este aviso
entry-unmerged = { $reference } va de nuevo por su cuenta
entry-redacted = Quitó { $part }: { $reason }
entry-entered = Lo anotó para alguien que llamó
keeping-title = Cuánto se conserva
keeping-open = Se conserva mientras está abierto, y algún tiempo después de terminar.
keeping-until = Se olvida después del { $time }. Quedan cifras, sin nombre, sin palabras y sin lugar exacto.
keeping-asked = { $name } pide retenerlo por un caso legal. Si nadie más está de acuerdo, la petición caduca el { $time }.
keeping-held = Retenido por un caso legal. No se puede quitar nada hasta que dos personas lo liberen.
keeping-end-asked = Retenido por un caso legal. { $name } pide liberarlo.
hold-ask = Retener por un caso legal
hold-ask_end = Pedir que se libere
hold-agree = De acuerdo
hold-take_back = Retirar la petición
hold-text-ask = Entonces no se puede quitar nada, ni siquiera quien avisó. Una segunda persona debe estar de acuerdo en una semana.
hold-text-ask_end = Una segunda persona debe estar de acuerdo. Después se olvida cuando llegue su momento.
hold-text-agree = Con usted, lo han decidido dos personas.
hold-text-take_back = Lo que se pidió deja de pedirse.
hold-reason = Por qué, con el número del caso (solo lo lee el personal)
wrong-hold = Diga por qué, para que otros puedan valorarlo.
entry-hold-ask = Pidió una retención legal: { $reason }
entry-hold-ask_end = Pidió terminar la retención legal: { $reason }
entry-hold-agree = Estuvo de acuerdo sobre la retención legal: { $reason }
entry-hold-take_back = Retiró lo pedido sobre la retención legal: { $reason }
desk-reply-ready = Respuestas preparadas
desk-reply-placeholder = A quien avisó, en { $language }
desk-reply-look = Revisar
desk-reply-preview = Antes de enviarlo
desk-reply-will-read = Quien avisó leerá esto. Quiere respuestas en: { $language }.
desk-reply-send = Enviar a quien avisó
desk-reply-back = Seguir escribiendo
changed-what = Entretanto:
changed-again = Lo que escribió sigue aquí. Mírelo de nuevo y, si aún vale, pulse otra vez.
change-status = Ahora está: { $status }
change-wrote = Quien avisó escribió: { $text }
change-answered = Alguien del equipo respondió: { $text }
change-other = Quien avisó hizo otra cosa.
change-by = { $name }: { $what }
redact-open = Quitar algo
redact-title = Quitar algo
redact-text = Para lo que no se debe guardar, como el nombre de otra persona. Lo que se quita se destruye, también para el equipo, y no se puede recuperar.
redact-part = De dónde
redact-note = las palabras de quien avisó
redact-place = las palabras del lugar
redact-contact = el contacto
redact-message = un mensaje
redact-photo = una foto
redact-unknown = algo
redact-mark = Seleccione las palabras que sobran
redact-strike = Tachar lo seleccionado
redact-again = Empezar de nuevo
redact-select = Seleccione antes unas palabras del texto.
redact-left = Lo que queda
redact-reason = Por qué (solo lo lee el equipo)
redact-button = Destruirlo
wrong-redact-reason = Diga por qué se quita.
row-profiling = comprobar la base
row-merged = { $count ->
    [one] { $shown } lo sigue
   *[other] { $shown } lo siguen
}
select-report = Marcar { $reference }
bulk-title = Avisos marcados
bulk-selected = { $count ->
    [one] { $shown } aviso marcado
   *[other] { $shown } avisos marcados
}
bulk-full = { $count ->
    [one] No más de { $shown } a la vez.
   *[other] No más de { $shown } a la vez.
}
bulk-clear = Desmarcar todo
bulk-done = { $count ->
    [one] Se cambió { $shown } aviso.
   *[other] Se cambiaron { $shown } avisos.
}
bulk-refused = { $count ->
    [one] { $shown } no. Sigue marcado:
   *[other] { $shown } no. Siguen marcados:
}
bulk-undo = Deshacer
enter-title = Un aviso por teléfono
enter-open = Por teléfono
enter-text = Escriba lo que le cuentan. Pregunte qué vieron hacer a alguien, no qué aspecto tenía.
enter-choose = Elija
enter-behaviours = ¿Qué hizo?
enter-place = Dónde: una calle, un lugar conocido, cómo llegar
enter-note = Qué pasó, en sus palabras
enter-name = Nombre (opcional)
enter-reach = Cómo contactar (opcional)
enter-practice = Un aviso de práctica
enter-button = Recoger el aviso
enter-done = El aviso está recogido
wrong-category = Elija de qué se trata.
read-out-title = Para leer en voz alta
read-out-text = Lea ambas cosas y deje que las apunten. Con ellas siguen el aviso en la aplicación o en la web.
read-out-reference = Referencia
read-out-receipt = Recibo
read-out-letters = No hay letra O, I, L ni U: lo que suene así es un cero o un uno.
read-out-once = Se muestra solo esta vez. Nadie puede volver a consultarlo.
read-out-done = Lo he leído

## Alertas

alert-new = Nueva alerta
alert-update = Actualizar
alert-end = Dar por terminada
alert-end-note = Qué decir a la gente con ello (opcional)
alert-as-seen = Así la ven los residentes:
alerts-choose = Elija una alerta
alerts-choose-text = O escriba una nueva. Lo que ya no sea cierto debe terminarse.
desk-no-alerts = No hay alertas
desk-no-alerts-text = No hay nada en vigor.
alert-five-parts = La gente actúa si una alerta dice cinco cosas: quién lo dice, qué ocurre, dónde, hasta cuándo y qué hacer. No puede faltar ninguna.
alert-field-headline = Titular: una línea que lo diga todo
alert-field-instruction = Qué hacer
alert-field-hazard = Qué ocurre
alert-field-place = Dónde
alert-field-source = Quién lo dice
alert-field-description = Más información (opcional)
alert-field-expires = Hasta cuándo
alert-example-headline = Olor a gas cerca de Mill Street
alert-example-instruction = Aléjese de Mill Street. Use Quay Road.
alert-example-hazard = Fuga de gas: puede arder
alert-example-place = Mill Street, entre el puente y la escuela
alert-example-source = La patrulla
also-in = También en { $language }
alert-in-1 = 1 hora
alert-in-4 = 4 horas
alert-in-12 = 12 horas
alert-in-24 = 1 día
alert-how-loud = Con qué fuerza
alert-urgency = Cuándo
urgency-immediate = Ahora
urgency-expected = En menos de una hora
urgency-future = Más tarde
urgency-past = Ya pasó
urgency-unknown = No se sabe
alert-severity = Gravedad
severity-extreme = Amenaza extraordinaria para la vida
severity-severe = Amenaza importante
severity-moderate = Amenaza posible
severity-minor = Apenas hay amenaza
severity-unknown = No se sabe
alert-certainty = Seguridad
certainty-observed = Se ha visto
certainty-likely = Probable
certainty-possible = Posible
certainty-unlikely = Improbable
certainty-unknown = No se sabe
loudness-extreme = Se muestra la primera, en la pantalla de inicio.
loudness-severe = Se muestra en la pantalla de inicio, salvo que otra pida actuar ya.
loudness-moderate = Se muestra en la pantalla de inicio, salvo que haya otra más fuerte.
loudness-minor = Se muestra en la pantalla de inicio solo cuando no hay otra más fuerte.
alert-category = Tipo de peligro
hazard-safety = Seguridad
hazard-fire = Fuego
hazard-met = Tiempo
hazard-infra = Gas, agua, luz
hazard-transport = Transporte
hazard-health = Salud
hazard-env = Medio ambiente
hazard-security = Orden público
hazard-rescue = Rescate
hazard-geo = Movimientos de tierra
hazard-cbrne = Sustancias peligrosas
hazard-other = Otro
alert-status = ¿Va en serio?
alert-is-actual = Sí: hay que actuar
alert-is-exercise = Parte de un simulacro
alert-is-test = Solo una prueba
alert-publish = Publicar la alerta
alert-publish-update = Publicar la actualización
alert-parts = Las cinco partes
alert-part-missing = falta
alert-part-there = está
alert-parts-there = Están { $there } de 5 partes.
alert-area = Dónde, en el terreno
alert-area-everywhere = Para todo el mundo. Elija distritos o dibuje una zona para avisar solo a quien esté allí.
alert-area-part = Para quien esté dentro de lo marcado.
alert-area-districts = Distritos
alert-area-drawing = La zona de la patrulla, sus distritos y lo dibujado
alert-area-draw = Dibujar una zona
alert-area-corners = Esquinas de la zona { $number }
alert-area-how = Una esquina por línea, primero el norte: 60.01000, 24.02000. O pulse en el dibujo para añadir una.
alert-area-wrong = Una línea no es una esquina. Escriba dos números: grados norte y después grados este.
alert-area-few = Una zona necesita al menos tres esquinas.
alert-area-undo = Quitar la última esquina
alert-area-remove = Quitar esta zona
alert-area-all = En todas partes
alert-send-at = Enviar más tarde, a las
alert-send-at-text = Déjelo vacío para enviarla ahora. Sale una sola vez, por sí misma, aunque no haya nadie aquí.
alert-preview = Así la verán los residentes
alert-preview-later = Diga hasta cuándo vale y se mostrará aquí.
alert-second-text = Una alerta tan fuerte espera hasta que la apruebe otra persona.
alert-propose = Pedir una segunda persona
alert-proposed = Espera a una segunda persona
alert-schedule = Programar la alerta
alert-keep = Guardar como borrador
alert-kept = Guardada como borrador
alert-end-text = A quien vio la alerta se le dice que ha terminado. No hace falta nadie más y no se puede deshacer.
alert-recall = Anular
alert-recall-text = Para una alerta que nunca debió enviarse. A quien la vio se le dice que era un error. No se puede deshacer.
alert-recall-note = Por qué se anula
alert-closing-missing = Dígalo también en { $language }.
alert-history = Qué se hizo
alerts-waiting = Por hacer
alerts-sent = Enviadas
plan-is-draft = Borrador
plan-is-awaiting_approval = Espera aprobación
plan-is-scheduled = Programada
plan-is-expired = Sin enviar: pasó su hora
plan-is-review = Por revisar
plan-title = Alerta preparada
plan-of-update = Actualización preparada
plan-draft = Un borrador de { $by }. Nadie de fuera lo ve.
plan-awaiting = { $by } pide aprobación. Se puede aprobar hasta { $until }; después vuelve a ser un borrador.
plan-scheduled = Sale por sí misma: { $at }. La pidió { $by }.
plan-expired = Su hora pasó antes de enviarse. Cambie sus horas o deséchela.
plan-send-at = Para enviar: { $at }
plan-exactly = Exactamente esto sale:
plan-changes = Qué cambia para los residentes
plan-what = Qué
plan-before = Ahora
plan-after = Después
plan-no-changes = Dice lo mismo que los residentes ven ahora.
plan-edit = Cambiarla
plan-discard = Desecharla
plan-discard-update = ¿Desechar esta actualización? Lo que ven los residentes queda como está.
plan-discard-whole = ¿Desechar esta alerta? Nunca se envió.
decision-title = ¿Es correcta, para esta gente, ahora?
decision-words = Qué decir sobre ella (necesario para rechazarla)
decision-words-needed = Diga por qué no debe salir, para que se pueda corregir.
decision-approve = Aprobar y enviar
decision-decline = Rechazar
decision-approved = Aprobada
decision-declined = Rechazada
alone-begin = No hay nadie más
alone-text = Solo si hay vidas en peligro y nadie más que pueda publicar está en una consola. Sale de inmediato, solo con su nombre, y otra persona la revisa después.
alone-why = Por qué no puede esperar
alone-why-needed = Diga por qué no puede esperar a una segunda persona.
alone-send = Enviarla a solas
review-title = Enviada sin una segunda persona
review-text = { $by } la envió a solas. El motivo que dio: { $reason }
review-not-yours = La revisa otra persona.
review-begin = Revisarla
review-words = Qué resultó de la revisión
review-words-needed = Diga qué resultó de la revisión.
review-send = Cerrar la revisión
review-done = Revisada
step-wrote = { $by } la escribió
step-proposed = { $by } pidió una segunda persona
step-approved = { $by } la aprobó
step-declined = { $by } la rechazó
step-scheduled = { $by } la programó
step-sent = Enviada, a petición de { $by }
step-sent_alone = { $by } la envió a solas
step-ended = { $by } la dio por terminada
step-recalled = { $by } la anuló
step-discarded = { $by } desechó lo preparado
step-reviewed = { $by } la revisó
step-missed = Sin enviar: su hora había pasado ({ $by })
alert-published = Publicada
alert-missing = Falta algo: complete los campos marcados.

## Actividades

event-new = Nueva actividad
event-update = Cambiar
event-save = Guardar el cambio
event-cancel = Cancelar la actividad
event-cancel-note = Por qué, para quienes pensaban ir
event-publish = Publicar la actividad
event-published = Publicada
event-was = Pasada
event-missing = Falta algo: complete los campos marcados.
event-field-title = Cómo se llama
event-field-description = Qué pasa allí y para quién es
event-field-starts = Empieza
event-field-ends = Termina
event-zone = Horas de { $zone }
event-zone-utc = Horas en UTC. Si los relojes de su zona marcan otra hora, pida a quien administra que indique la zona horaria.
event-field-place = Dónde
event-field-kind = Tipo
event-field-capacity = Cuántas personas caben (opcional)
event-field-languages = Idiomas que se hablan allí
picture-title = Imagen (opcional)
picture-hint = Se reduce, y solo se guarda la imagen misma: ni el lugar, ni la cámara, ni la hora.
picture-choose = Elegir una imagen
picture-another = Elegir otra
picture-remove = Quitar la imagen
picture-removed = Imagen quitada
picture-preparing = Preparando la imagen…
picture-ready = La imagen está lista. Diga abajo qué muestra.
picture-description = Qué muestra la imagen
picture-description-hint = Para quienes no pueden verla: quién o qué aparece, y las palabras que lleve.
picture-missing = Esta imagen no se puede mostrar ahora.
event-clash = A la misma hora: { $title }, { $time }, { $place }

## Noticias

news-new = Nueva noticia
news-update = Cambiar
news-publish = Publicar
news-published = Publicada
news-withdraw = Retirar
news-withdraw-question = ¿Quitarla de la lista de todos? De lo que dice no queda nada.
news-withdrawn = Retirada
news-field-title = De qué trata
news-field-text = Qué conviene saber
news-published-at = Publicada el { $when }
news-choose = Elija una noticia
news-choose-text = Lo que dice, en cada idioma, aparece aquí.
desk-no-news = Aún no hay noticias
desk-no-news-text = Lo que publique aquí lo leen todos en la aplicación.
list-events = Actividades
list-news = Noticias
coming-title = Quién piensa ir
coming-nobody = Nadie lo ha dicho aún
coming-people = { $count ->
    [one] { $shown } persona
   *[other] { $shown } personas
}
coming-people-of = { $shown } de { $capacity } plazas
coming-text = Las personas se cuentan sin su nombre.
events-choose = Elija una actividad
events-choose-text = O escriba una nueva.
desk-no-events = No hay actividades
desk-no-events-text = Aún no hay nada previsto.

## El equipo

team-title = Equipo
team-invite = Invitar a alguien
team-name = Nombre
team-name-hint = Con él entrará. Si ya hay alguien con este nombre, recibe estas funciones y una contraseña nueva.
team-make-link = Crear el enlace
team-link-title = El enlace para { $name }
team-link-text = Sirve una sola vez, durante un día. Solo se muestra ahora.
team-done = Hecho
team-roles = Qué hace
team-districts = Dónde
team-everywhere = En todos los distritos
team-somewhere = Solo en algunos
team-you = usted
team-self = Sus permisos los cambia otra persona que administre.
team-change = Cambiar
team-save = Guardar
team-end-sessions = Cerrar todas sus sesiones
team-shut-out = Impedir la entrada
team-let-in = Dejar entrar de nuevo
team-state-shut_out = sin entrada
team-state-signed_in = ha entrado
team-state-invited = con invitación
team-state-enrolled = fuera
team-state-not_enrolled = aún sin contraseña
role-dispatcher = Despacho
role-dispatcher-text = Recibe los avisos y los reparte
role-officer = Patrulla
role-officer-text = Acude al lugar
role-responder = Apoyo
role-responder-text = Cuida de las personas: avisos sobre bienestar
role-publisher = Publicación
role-publisher-text = Publica alertas y actividades
role-admin = Administración
role-admin-text = Invita a personas y les da permisos; con eso no ve ningún aviso
wrong-roles = Elija al menos una.

## Lo que impide un cambio

obstacle-changed = Alguien lo cambió entretanto. Esto es lo que dice ahora. Lo que escribió sigue en el formulario: envíelo para ponerlo en su lugar, o cancele.
obstacle-published = Ya está publicado: la respuesta se perdió por el camino. Esto es lo que dice. Lo que escribió sigue en el formulario: envíelo para ponerlo en su lugar.
obstacle-over = Ya ha terminado y no se puede cambiar. Lo que escribió sigue en el formulario, por si quiere copiarlo. Esto es lo que dice ahora.

## Qué está mal en un campo

wrong-expires = La alerta debe terminar después de empezar y antes de 7 días. Renuévela en vez de dejarla más tiempo.
wrong-no-expires = Diga hasta cuándo vale.
wrong-effective = Puede empezar como mucho dentro de 30 días.
wrong-headline = El titular debe decir algo, en 160 caracteres como mucho.
wrong-part = Esto debe decir algo, en 200 caracteres como mucho.
wrong-instruction = Diga qué hacer, en 2000 caracteres como mucho.
wrong-title = El título debe decir algo, en 120 caracteres como mucho.
wrong-description = La descripción debe decir algo y no ser demasiado larga.
wrong-picture = Este archivo no sirve como imagen. Elija un archivo JPEG, PNG o WebP de 4 MB como mucho.
wrong-picture-description = Diga en cada idioma qué muestra la imagen, en 400 caracteres como mucho.
wrong-picture-gone = La imagen ya no está aquí. Elíjala otra vez.
wrong-starts-at = Puede empezar como mucho dentro de dos años.
wrong-ends-at = Debe terminar después de empezar, no en el pasado, y antes de 31 días.
wrong-outcome = Diga qué se hizo, en 1000 caracteres como mucho.
wrong-reason = Elija un motivo.
wrong-duplicate-of = Elija el aviso que es lo mismo.
wrong-cancel-note = Diga por qué, para que nadie se encuentre la puerta cerrada.
wrong-password = La contraseña debe tener 12 caracteres o más, sin contar su nombre.
wrong-code = Este no es el código que la aplicación muestra ahora. Espere al siguiente.

## Qué hizo el equipo

audit-title = Qué se hizo
audit-about = Quién hizo qué y cuándo. De qué se trataba no se guarda aquí.
audit-export = Guardar como archivo
audit-who = Quién
audit-everybody = Todo el equipo
audit-what = Qué
audit-everything = Todo
audit-kind-report = Avisos
audit-kind-alert = Alertas
audit-kind-event = Actividades
audit-kind-person = Personas
audit-kind-session = Entradas
audit-kind-token = Programas
audit-kind-deployment = El servidor
audit-from = Desde
audit-until = Hasta
audit-none = Nada que coincida.
audit-more = Mostrar anteriores
audit-command-line = Quien cuida el servidor
audit-server = El servidor
audit-unchained = { $count ->
    [one] { $shown } fila más reciente aún no aparece.
   *[other] { $shown } filas más recientes aún no aparecen.
}
act-report-status = cambió el estado de un aviso
act-report-message = escribió a quien avisó
act-reports-export = extrajo todos los avisos
act-alert-publish = publicó una alerta
act-alert-update = cambió una alerta
act-alert-end = terminó una alerta
act-news-publish = publicó una noticia
act-news-update = cambió una noticia
act-news-withdraw = retiró una noticia
act-picture-keep = envió una imagen
act-patrol-plan = planificó los recorridos de un turno
act-patrol-edit = cambió un plan de recorridos
act-patrol-call-off = canceló un turno
act-patrol-visit = registró una visita de patrulla
act-patrol-note = anotó algo en la patrulla
act-trial-plan = planeó una prueba
act-trial-call-off = canceló una prueba
act-event-publish = publicó una actividad
act-event-update = cambió una actividad
act-event-cancel = canceló una actividad
act-person-invite = invitó a alguien
act-invitation-withdraw = retiró una invitación
act-person-enrol = eligió una contraseña o creó una llave de acceso
act-person-rights = cambió los permisos de alguien
act-person-shut-out = impidió la entrada a alguien
act-person-let-in = dejó entrar de nuevo a alguien
act-passkey-add = añadió una llave de acceso
act-passkey-remove = quitó una llave de acceso
act-session-open = entró
act-session-end = cerró una sesión
act-session-end-all = cerró todas las sesiones de alguien
act-token-create = creó un token de servicio
act-token-revoke = revocó un token de servicio
act-incidents-import = importó incidentes
act-incidents-forget = olvidó los incidentes de una fuente
act-streets-keep = importó las calles
act-audit-export = guardó esta lista
act-deployment-restore = restauró una copia de seguridad
act-deployment-backup = hizo una copia de seguridad

## Lo que se reserva

facts-place-rough = Solo se conoce de forma aproximada hasta que diga por qué lo necesita.
withheld-show-place = Mostrar el lugar exacto
withheld-show-contact = Mostrar el contacto
withheld-why-place = ¿Por qué necesita el lugar exacto?
withheld-why-contact = ¿Por qué necesita el contacto?
withheld-recorded = Queda registrado que usted lo miró y por qué.
withheld-reason = Motivo
withheld-reason-going_there = Alguien va hacia allí
withheld-reason-reaching_them = Para hablar con quien avisó
withheld-reason-comparing = Para comparar con otro aviso
withheld-reason-handing_over = Para pasarlo a otro servicio
withheld-reason-other = Otro motivo
withheld-reason-missing = Elija un motivo.
withheld-words = Con sus palabras
withheld-words-missing = Diga el motivo en pocas palabras.
withheld-open = Mostrar
act-report-place-read = miró el lugar exacto de un aviso
act-report-contact-read = miró el contacto de un aviso

## How the patrol does

figures-desk-page = Lo que todos ven
figures-desk-next = Siguiente: { $month }
figures-desk-next-at = Se cuenta solo a partir del { $date }. Hasta entonces llegan más avisos y se atienden más.
figures-desk-counts = Qué se oculta y por qué
figures-desk-counts-text = Estas cifras solo las ve el puesto.
figures-desk-fate = Para los vecinos
figures-fate-told = Se cuenta
figures-fate-too_low = Oculto: muy pocos
figures-fate-betraying = Oculto: de ella se podría deducir una demasiado baja
figures-desk-all = Todos
figures-desk-preview = Lo que los vecinos verían ahora
figures-desk-places = Lugares que se cuentan como avisados a menudo: { $shown }
figures-desk-told = Contado hasta ahora

## You said, we did

history-initiative = Se contó qué se hizo por este aviso
act-report-initiative = Contó a un vecino qué se hizo
act-initiative = Contar qué se hizo
initiative-news = Qué iniciativa
initiative-choose = Elija una
initiative-tell = Contárselo
initiative-text = Cada uno de estos vecinos lo recibe una vez, en la conversación de su aviso. No se puede deshacer.
initiative-none = Aún no hay noticias de una iniciativa
initiative-none-text = Publique antes una noticia y márquela como algo que pidieron los vecinos.
initiative-wrong = Elija de qué iniciativa se les habla.
initiative-mark = Lo pidieron los vecinos
initiative-mark-text = «Ustedes lo pidieron, lo hicimos»: se puede avisar a quienes lo comunicaron, y todos lo leen en la página pública.
initiative-outcome-text = Cuando se sepa; también si no cambió nada.

## Trials

trials-title = Lo que se prueba
trials-text = Algo se prueba en lugares que elige el sorteo, y no en otros parecidos. Se mide una sola vez, una semana después de terminar, y se cuenta a todo el mundo qué resultó, sea lo que sea.
trials-none = Todavía no se ha planeado nada.
trials-new = Planear una prueba
trials-state-planned = Planeada
trials-state-running = En curso
trials-state-ended = Terminada; se mide tras una semana, con todos los registros
trials-state-measured = Medida
trials-state-called_off = Cancelada
trials-expected = Se esperan en cada grupo: { $shown }. Hacen falta: { $needed }. Probabilidad de ver un cambio del 23 %: { $power } %
trials-places = Dónde se prueba: { $shown } lugares
trials-places-text = El centro de cada uno, para pedirlo en los planes de recorridos. No se lo digas a nadie de fuera de la patrulla.
trials-call-off = Cancelar
trials-call-off-sure = ¿Cancelar esta prueba? Lo planeado no se puede retomar y, si ya empezó, se contará a todo el mundo que se canceló.
trials-categories = Qué se cuenta
trials-from = Empieza
trials-until = Termina
trials-pairs = Parejas de lugares
trials-pairs-hint = De 3 a 100. De cada pareja, uno se elige por sorteo.
trials-preview = Ver qué se puede esperar
trials-plan = Planearla
trials-enough = Suficientes para ver un cambio del 23 % con una probabilidad del 80 %.
trials-not-enough = Probablemente muy pocos para decir algo. Ayudarían más parejas, más tiempo o contar más cosas.
trials-found = Parejas de lugares encontradas: { $shown }
trials-missing = Rellena todo y elige al menos una cosa que se cuente.
trials-wrong-time = Debe empezar desde ahora y dentro de 90 días, y durar de 14 días a un año; los avisos de los vecinos se guardan unos tres meses.
trials-wrong-places = Hay muy pocos lugares separados entre sí desde los que se avisara de esto. Cuenta más cosas o importa más.
trials-wrong-meanwhile = En esas fechas hay otra prueba planeada o en curso.
trials-wrong-analysis = Las pruebas necesitan el análisis encendido y una zona con su contorno.
