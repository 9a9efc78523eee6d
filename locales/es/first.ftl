### Escrito a máquina: necesita la revisión de una persona de lengua materna.
### Machine-written: needs native review.

### Lo que dicen las primeras pantallas de la aplicación de los residentes.

## La barra

tabs-label = Principal
tab-home = Inicio
tab-reports = Avisos
tab-report = Avisar
tab-alerts = Alertas
tab-community = Barrio

## Inicio

call = Llamar al { $number }
greeting-morning = Buenos días
greeting-afternoon = Buenas tardes
greeting-evening = Buenas noches
desk-watching = La central está atenta
desk-empty = No hay nadie en la central
home-quiet = Todo tranquilo: no hay alertas.
home-new-alert = Hay una alerta nueva
home-more-alerts = { $count ->
    [one] { $shown } alerta más
   *[other] { $shown } alertas más
}
home-unread = { $count ->
    [one] { $shown } respuesta nueva de la patrulla
   *[other] { $shown } respuestas nuevas de la patrulla
}
home-attention = { $count ->
    [one] { $shown } cosa necesita su atención
   *[other] { $shown } cosas necesitan su atención
}
home-waiting = Pendiente de enviar
home-saved-here = { $count ->
    [one] { $shown } guardado aquí
   *[other] { $shown } guardados aquí
}
home-waiting-offline = Sin conexión. Se enviarán solos en cuanto la haya.
home-waiting-sending = Van de camino; no tiene que hacer nada.
home-next-event = Próxima actividad · { $time }
home-all-events = Ver todas las actividades
home-no-server = Aún sin conexión con una patrulla
home-no-server-text = Ya puede avisar: todo se guarda en este dispositivo y se envía cuando indique el servidor de su patrulla.
home-add-server = Indicar el servidor
help-label = Teléfonos de emergencia
help-emergency = ¿Alguien en peligro?
help-not-emergency = Lamplight no es un servicio de emergencias.

fresh-offline = Sin conexión.
fresh-offline-since = Sin conexión. Actualizado { $ago }.
fresh-stale = Actualizado { $ago }.
fresh-paused = El servidor de la patrulla no acepta nada por ahora. Lo que envíe se guarda aquí.
fresh-again = Intentar de nuevo

call-instead-title = Todavía no se ha recibido: llame
call-instead-text = Un aviso urgente no ha llegado a la patrulla. Se guarda aquí y se sigue intentando, pero no lo espere.

salvage-title = { $count ->
    [one] Encontramos un archivo dañado y recuperamos { $shown } aviso.
   *[other] Encontramos un archivo dañado y recuperamos { $shown } avisos.
}
salvage-lost = { $count ->
    [one] { $shown } aviso no se pudo leer entero.
   *[other] { $shown } avisos no se pudieron leer enteros.
}
salvage-look = Lo último que escribió puede faltar sin dejar rastro. Mire sus avisos, por favor.
salvage-why = El archivo dañado se guarda aparte en este dispositivo; no se borró nada.
salvage-dismiss = De acuerdo

draft-continue = Continuar su aviso
drafts-continue = { $count ->
    [one] { $shown } aviso empezado
   *[other] { $shown } avisos empezados
}
drafts-newest = Último: { $what }
gone-back = Ver mis avisos
settings-title = Ajustes

## ¿Qué ocurre?

what-title = ¿Qué ocurre?
now-label = Emergencia
now-question = ¿Ocurre ahora mismo o hay alguien en peligro?
crisis-question = Alguien con quien hablar, ahora
practice-label = Solo estoy practicando
practice-why = Recorre todo el camino, marcado como práctica. No se envía a nadie.
drafts-see = Ver los avisos empezados
directory-open = Quién ayuda y en qué
practice-begin = Enviar un aviso de práctica
shared-coming =
    { $count ->
        [one] Su foto va con el aviso. ¿De qué se trata?
       *[other] Sus { $shown } fotos van con el aviso. ¿De qué se trata?
    }

## Alertas

alerts-title = Alertas
alert-title = Alerta
alert-gone = Esta alerta ya no está aquí
alert-gone-text = Terminó hace tiempo, o la patrulla la quitó de la lista.
alert-gone-back = Ver todas las alertas
