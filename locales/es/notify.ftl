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
