### Escrito a máquina: necesita la revisión de una persona de lengua materna.
### Machine-written: needs native review.

### Palabras comunes a la aplicación, la central y los avisos.

app-name = Lamplight

## Palabras pequeñas

back = Atrás
done = Listo
edit = Editar
keep = Dejarlo así
copy = Copiar
copied = Copiado
loading = Cargando
try-again = Intentar de nuevo
note-length = { $length } de { $most } caracteres
language-label = Idioma
language-system = El del sistema
figures-title = Cómo lo hacemos

## De qué trata un aviso

category-vandalism = Vandalismo
category-suspicious_activity = Actividad sospechosa
category-lighting_hazard = Luz o peligro
category-noise_disorder = Ruido o desorden
category-litter_dumping = Basura o vertidos
category-vehicle = Vehículo
category-lost_found = Perdido o encontrado
category-wellbeing = Preocupación por alguien

## Lo que se vio hacer a alguien

behaviour-trying_handles = Probar manillas de puertas, ventanas o coches
behaviour-forcing_entry = Forzar algo para abrirlo
behaviour-looking_into_vehicles = Mirar dentro de vehículos aparcados
behaviour-looking_into_homes = Mirar dentro de viviendas
behaviour-taking_property = Llevarse algo que parece de otra persona
behaviour-following_someone = Seguir a alguien
behaviour-threatening = Amenazar a alguien
behaviour-hiding = Esconderse
behaviour-circling_repeatedly = Pasar despacio por el mismo sitio una y otra vez
behaviour-tampering = Manipular cerraduras, contadores, farolas o cámaras

## En qué punto está un aviso

status-received = Recibido por la patrulla
status-seen = Visto por una persona
status-assigned = Alguien se encarga
status-on_the_way = La patrulla va de camino
status-resolved = Hecho
status-closed = Cerrado
status-withdrawn = Retirado por usted

reason-no_action_needed = No queda nada por hacer.
reason-no_basis = Lo descrito no da motivo para actuar.
reason-not_ours = Se encarga otra oficina.
reason-not_found = No se encontró nada allí.
reason-duplicate_of = Es lo mismo que otro aviso y sigue junto con él.

step-ahead = todavía pendiente
step-original = El aviso con el que sigue este
step-removed = La patrulla retiró una parte de este aviso
removed-note = Algo del texto.
removed-place_words = Algo del lugar.
removed-contact = La forma de contactar con usted.
removed-message = Algo de un mensaje.
removed-photo = Una foto.

## Alertas

level-extreme = Actúe ahora
level-severe = Grave
level-moderate = Tenga cuidado
level-minor = Para su información
alert-test = Prueba
alert-exercise = Simulacro
alert-marked = { $mark }: { $headline }
alert-not-meant = No tiene que hacer nada.
alert-until = hasta { $until }
alert-from-until = de { $from } a { $until }
alert-updated = Actualizada
alert-muted = No es sobre sus lugares: no se le avisó.
alert-ended = Terminó: ya no hay peligro
alert-recalled = Anulada: se envió por error
alert-expired = Caducada
alert-instruction = Qué hacer
alert-place = Dónde
alert-hazard = Qué ocurre
alert-description = Más información
alert-source = { $source } · { $time }
alert-says = { $source } dice: { $instruction }

## Actividades

kind-safety_event = Actividad de seguridad
kind-forum = Charla con la patrulla
kind-education = Aprender
kind-celebration = Celebración
kind-initiative = Iniciativa del barrio
event-full = Completo
event-cancelled = Cancelada
event-times = { $from } – { $until }
news-title = Noticias
news-changed-at = Cambiada el { $when }

## Fotos

photos-title = Fotos
photos-count = { $count ->
    [one] { $shown } foto
   *[other] { $shown } fotos
}
photo-of = Foto { $number } de { $all }
photo-open = Verla grande
photo-close = Cerrar
close = Cerrar

## Cuando algo no funciona

failure-invalid = Hay algo que no está bien. Revíselo e inténtelo de nuevo.
failure-not_found = Ya no está.
failure-not_saved = No se pudo guardar. Libere espacio en este dispositivo e inténtelo de nuevo; lo que escribió sigue aquí.
failure-not_possible = Eso ya no es posible. Mire cómo está ahora.
failure-changed_meanwhile = Mientras tanto, otra persona lo cambió. Aquí está como queda ahora; decida de nuevo.
failure-signed_out = La sesión está cerrada.
failure-cancelled = La llave de acceso no se usó. Inténtelo de nuevo, o entre de otra manera.
failure-forbidden = Su función no lo permite. Pida ayuda a quien administra.
failure-unreachable = No hubo respuesta. Compruebe la conexión e inténtelo de nuevo.
failure-busy = Hay demasiada actividad a la vez. Espere un momento e inténtelo de nuevo.
failure-damaged = Los datos de este dispositivo están dañados. Cierre Lamplight y ábralo de nuevo: guarda lo que se puede leer y no borra nada.
failure-internal = Algo falló por nuestra parte. Inténtelo de nuevo; si continúa, vuelva a abrir Lamplight.

wrong-behaviours = Elija al menos una cosa que vio hacer a la persona.
wrong-place-point = Este lugar queda fuera de la zona de esta patrulla. Elija otro o descríbalo con palabras.
wrong-place-words = El lugar es demasiado largo o tiene caracteres que no se pueden mostrar. Caben hasta 200 caracteres.
wrong-occurred-at = Esa hora está en el futuro. Elija una hora que ya haya pasado.
wrong-appearance-only = Esto dice cómo es alguien y no qué hizo. Añada qué hizo, o envíelo otra vez tal como está.
wrong-appearance-only-here = Esto dice cómo es alguien y no qué hizo. Diga qué hizo en «Qué pasó», o quítelo de aquí.
wrong-note = El texto es demasiado largo o tiene caracteres que no se pueden mostrar. Caben hasta 2000 caracteres.
wrong-message = No se pudo aceptar el mensaje: está vacío o es demasiado largo. Caben hasta 2000 caracteres.
wrong-contact-name = El nombre es demasiado largo. Caben hasta 100 caracteres.
wrong-contact-reach = Indique un teléfono o un correo, o siga en el anonimato.
wrong-photo-heic = Esta foto es un archivo HEIC, que Lamplight no puede leer. En los ajustes de la cámara elija «más compatible» o comparta la foto como JPEG.
wrong-photo-unreadable = Este archivo no se puede leer como foto. Elija un archivo JPEG, PNG o WebP que se abra en este dispositivo.
wrong-photo-too-large = Esta foto es demasiado grande. Se leen hasta 64 megapíxeles y 12 000 píxeles por lado; basta una versión más pequeña.
wrong-photos-too-many = En un aviso caben hasta 6 fotos. Quite una para añadir otra.
wrong-photo-twice = Esta foto ya está.
wrong-photo-description = La descripción es demasiado larga. Caben hasta 200 caracteres.
wrong-disk-nearly-full = La foto no se guardó: este dispositivo está casi lleno y el sitio que queda se reserva para sus palabras. Libere espacio y añádala de nuevo.
wrong-drafts-too-many = Ha empezado tantos avisos como caben. Envíe o descarte antes uno de ellos.
wrong-server = Esto no es la dirección de un servidor. Tiene esta forma: https://patrol.example

## You said, we did

step-initiative = Lo pidió y se ha hecho
initiative-label = Ustedes lo pidieron, lo hicimos
initiative-outcome = Qué cambió

## Un mapa

map-closer = Acercar
map-farther = Alejar
map-not-shown = No se puede mostrar el mapa. La lista tiene los mismos lugares.
