### Escrito a máquina: necesita la revisión de una persona de lengua materna.
### Machine-written: needs native review.

### How the patrol does: said by the app, by the desk, and by the public page.
### Dates, times and numbers come already written; $count only chooses the plural.

## What is told

figures-intro = Lo que los vecinos avisaron y cómo se les respondió. Cada mes se cuenta una sola vez, como pronto una semana después de acabar, y queda como se contó.
figures-unknown = Aún no se sabe
figures-unknown-text = Estas cifras llegan solas con la próxima conexión.
figures-none = Aún no se ha contado ningún mes
figures-none-text = El primero se cuenta una semana después de acabar.
figures-told-at = Contado el { $date }.
figures-hidden = Oculto
figures-hidden-how = Cuando detrás de una cifra hay menos de { $shown } avisos, se oculta, y también toda cifra de la que se pudiera deducir una así. Oculto puede querer decir también que no hubo ninguno.
figures-still-waiting = Demasiados seguían esperando para saberlo
figures-percent = { $percent } %
span-minutes = { $count ->
    [one] { $shown } minuto
   *[other] { $shown } minutos
}
span-hours = { $count ->
    [one] { $shown } hora
   *[other] { $shown } horas
}
span-days = { $count ->
    [one] { $shown } día
   *[other] { $shown } días
}

## Each figure, and how it is counted

figure-reports = Avisos
figure-reports-how = Avisos que llegaron durante el mes, según el calendario UTC. No se cuentan los de práctica, los retirados ni los de bienestar de alguien.
figure-answered-half = La mitad tuvo una primera respuesta en
figure-answered-most = Nueve de cada diez tuvieron una primera respuesta en
figure-answered-how = Desde que llegó un aviso hasta que alguien de la patrulla escribió o se hizo cargo. Lo que aún espera cuenta como espera, no como nada (Kaplan-Meier).
figure-closed-half = La mitad se resolvió o se cerró en
figure-closed-most = Nueve de cada diez se resolvieron o se cerraron en
figure-closed-how = Desde que llegó un aviso hasta que la patrulla dijo qué se hizo, o por qué no se hizo nada. Lo abierto cuenta como abierto (Kaplan-Meier).
figure-in-time = Tuvieron una primera respuesta a tiempo
figure-in-time-how = De todos aquellos cuya primera respuesta vencía, respondidos o no. Cada clase de aviso tiene un tiempo en el que debería responderse.
figure-reopened = Se volvieron a abrir
figure-reopened-how = De todos los cerrados al menos 14 días antes de contarse el mes, los que se volvieron a abrir en 14 días.
figure-content = Quedaron bien, dicen quienes respondieron
figure-content-how = De los vecinos que dijeron si quedó bien, los que dijeron que sí.
figure-answering = Respondieron si quedó bien
figure-answering-how = De todos aquellos cuyo aviso se resolvió o se cerró, y a quienes se preguntó.
figure-no-basis = Actividad sospechosa sin fundamento
figure-no-basis-how = De los avisos cerrados de actividad sospechosa, los que no dieron motivo para actuar.
figure-open = Estaban abiertos
figure-open-how = Todos los avisos que estaban abiertos cuando se contó el mes, llegaran cuando llegaran.
figure-open-half = La mitad de esos llevaba abierta
figure-open-half-how = Contado en días enteros desde que llegaron.

## Tables

figures-service-title = Cómo se atendieron los avisos
figures-category-title = Según de qué se trataba
figures-months-title = Mes a mes
figures-column-category = Tema
figures-column-month = Mes

## What was tried, and the method

figures-tried-title = Qué se probó y qué cambió
figures-tried-none = Todavía no se ha probado nada de modo que se pudiera medir su efecto. Lo que se pruebe se contará aquí, salga lo que salga: con su intervalo, o como muy pocos hechos para decirlo.
figures-tried-how = Se emparejan lugares parecidos por lo que se avisó desde ellos, y el sorteo elige en cuál de cada pareja se prueba algo. Después se cuenta lo que los vecinos avisan desde ambos; no lo que encuentran las patrullas, porque entonces se contaría a la patrulla. Las cifras se dan de cinco en cinco: al menos tantas. Cuando el intervalo del 95 % incluye que nada cambió, no se afirma ninguna diferencia. Dónde están los lugares no es público.
figures-tried-when = Del { $from } al { $until }
figures-tried-places = Lugares donde se probó, elegidos por sorteo: { $shown }. Otros tantos parecidos se dejaron como estaban.
figures-tried-counted = Se contó: { $names }
figures-tried-before = Antes, en { $span }: { $treated } donde se iba a probar, { $control } donde no.
figures-tried-during = Mientras duró: { $treated } donde se probó, { $control } donde no.
figures-tried-at-least = al menos { $shown }
figures-tried-few = muy pocos
figures-tried-called-off = Se canceló y no se midió nada.
figures-tried-too-few = Muy pocos hechos para decir nada, ni a favor ni en contra. Hacen falta unos { $shown } en cada grupo para ver un cambio del 23 %.
figures-tried-less = Hubo menos donde se probó: { $change } % (intervalo del 95 %: de { $low } a { $high } %).
figures-tried-more = Hubo más donde se probó: { $change } % (intervalo del 95 %: de { $low } a { $high } %).
figures-tried-same = Sin diferencia clara: { $change } % (intervalo del 95 %: de { $low } a { $high } %).
figures-tried-around = En las manzanas alrededor de esos lugares, frente a las que rodean los otros: { $change } % (intervalo del 95 %: de { $low } a { $high } %). Si allí hubo más, podría ser lo que se mudó al lado.
figures-method-title = Cómo se hace esto
figures-method-version = Método, versión { $version }
figures-method-once = Las cifras de un mes se hacen una vez, se guardan y se cuentan igual en todas partes: aquí, en la aplicación y como datos. Los cambios posteriores no las alteran, porque dos versiones podrían restarse una de otra. Por lo mismo no hay sumas de varios meses.
figures-method-places = Qué lugares se avisaron a menudo se cuenta a la aplicación de cinco en cinco, por celdas de unos 0,7 kilómetros cuadrados, y nunca de actividad sospechosa. Las puntuaciones de los lugares y los recorridos de las patrullas no son públicos.
figures-backtest-title = Qué tan buenos fueron los pronósticos
figures-backtest-none = Todavía no hay pronóstico, y por tanto ninguno que probar con el pasado.
figures-backtest-how = Cuántas veces más se informó desde los lugares que nombró un pronóstico que desde otros tantos al azar: celdas de { $cell } m, { $share } % de la zona, los 30 días posteriores a cada pronóstico. Cada uno se hizo solo con lo anterior. Revisado el { $date }.
figures-backtest-class = { $name }: { $pai } veces; un simple recuento del último año: { $plain } veces
figures-map-title = El mapa de riesgo
figures-map-on = Encendido. Los recorridos pueden planearse con él. Ni sus lugares ni sus valores son públicos, y no entra en él el nombre ni el aspecto de nadie.
figures-map-off = Apagado. No se planea ningún recorrido con él.
figures-data = Lo mismo como datos:
figures-language = Español
figures-page = La página pública, con el método

## Months

figures-month-1 = Enero de { $year }
figures-month-2 = Febrero de { $year }
figures-month-3 = Marzo de { $year }
figures-month-4 = Abril de { $year }
figures-month-5 = Mayo de { $year }
figures-month-6 = Junio de { $year }
figures-month-7 = Julio de { $year }
figures-month-8 = Agosto de { $year }
figures-month-9 = Septiembre de { $year }
figures-month-10 = Octubre de { $year }
figures-month-11 = Noviembre de { $year }
figures-month-12 = Diciembre de { $year }

## You said, we did

figures-initiatives-title = Ustedes lo pidieron, lo hicimos
figures-initiative-since = Publicado el { $date }.
figures-initiative-reports = Al menos { $shown } avisos lo pidieron.
