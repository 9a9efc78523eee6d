### Correo para quienes trabajan en la patrulla y no tienen abierta la consola. Lo redacta el servidor, en el primer
### idioma de la zona. $count solo elige el plural; $shown es el número, ya escrito.

notify-urgent-subject = Aviso urgente en espera: { $category }
notify-urgent = Ha llegado un aviso urgente y nadie tiene abierta la consola. Mírelo allí, por favor:

notify-reminder-subject = Hay algo pendiente en la mesa
notify-reminder-reports = { $count ->
    [one] { $shown } aviso espera una respuesta que ya debería tener.
   *[other] { $shown } avisos esperan una respuesta que ya deberían tener.
}
notify-reminder-proposals = { $count ->
    [one] { $shown } alerta espera a una segunda persona.
   *[other] { $shown } alertas esperan a una segunda persona.
}
notify-reminder-reviews = { $count ->
    [one] { $shown } alerta fue enviada por una sola persona y está sin revisar.
   *[other] { $shown } alertas fueron enviadas por una sola persona y están sin revisar.
}
notify-reminder = Nadie tiene abierta la consola. Mírelo allí, por favor:

notify-test-subject = Lamplight: una prueba
notify-test = El correo de su servidor Lamplight llega. Esto era una prueba; la consola está aquí:

## Lo que el dispositivo del residente muestra fuera de la ventana; lo redacta la aplicación. La alerta se cuenta con
## las palabras de la patrulla.

tell-updated = Actualizada: { $headline }
tell-ended = Ya no hay peligro: { $headline }
tell-recalled = Anulada: { $headline }
tell-where-until = { $place } · hasta { $until }
tell-ended-text = Ya ha pasado.
tell-recalled-text = Se envió por error. No tiene que hacer nada.
# $day es mon, tue, wed, thu, fri, sat o sun.
tell-day =
    { $day ->
        [mon] el lunes a las { $time }
        [tue] el martes a las { $time }
        [wed] el miércoles a las { $time }
        [thu] el jueves a las { $time }
        [fri] el viernes a las { $time }
        [sat] el sábado a las { $time }
       *[sun] el domingo a las { $time }
    }
tell-open = Abrir
tell-reminder = Dijo que iría: { $title }
tell-when-where = { $when } · { $place }
tell-test = Así le llegan las alertas
tell-test-text = Usted pidió una prueba. No ha ocurrido nada.
tell-staying = Lamplight sigue a la escucha
tell-staying-text = Las alertas le llegan con la ventana cerrada. En los ajustes puede hacer que termine al cerrarla.
tray-open = Abrir Lamplight
tray-quit = Dejar de escuchar y salir
