### Machine-written: needs native review.

### La sala de patrullas a pie: planes de recorridos y lo que se ve en el camino.

walk-title = Patrullas
walk-new = Nuevo plan
walk-none = Aún no hay planes
walk-none-planner = Planifica un turno: qué lugares visitar, quién y por qué.
walk-none-walker = Cuando alguien de coordinación planifique un turno, aparecerá aquí.
walk-choose = Elige un turno
walk-choose-text = Aquí aparecen sus recorridos, con el motivo de cada parada.
walk-shift = { $from } a { $until }
walk-unit = Patrulla { $number }
walk-clash = Coincidencia
walk-called-off = Cancelado
walk-left-count = { $count ->
    [one] { $shown } parada sin asignar
   *[other] { $shown } paradas sin asignar
}
walk-stops-count = { $count ->
    [one] { $shown } parada
   *[other] { $shown } paradas
}

## Un plan nuevo

walk-no-streets = Aún no se conocen las calles
walk-no-streets-text = Sin ellas no se sabe cuánto dura un recorrido. Quien cuida el servidor las importa una vez, de OpenStreetMap o de los ejes de calle de la ciudad:
walk-no-streets-command = lamplight-server streets import --data DIR --file town.osm.pbf
walk-starts = Empieza
walk-ends = Todos de vuelta
walk-stay = Minutos en cada parada
walk-stay-text = De 10 a 16 minutos calman un lugar durante más tiempo.
walk-break-minutes = Minutos de descanso
walk-break-text = A mitad del turno, donde se esté entonces. Como mucho, un cuarto del turno; 0 si no hace falta.
walk-who = Quién camina
walk-who-text = Las patrullas llevan números. No se guardan nombres.
walk-base = Dónde empiezan y acaban los recorridos
walk-where = Lugares según el mapa de riesgo
walk-by-map = Visitar lugares del mapa de { $when }, y algunos al azar
walk-by-map-text = Los lugares se sortean para que nadie pueda preverlos. Al menos una décima parte del tiempo va a lugares al azar: así se descubre un mapa equivocado.
walk-no-map = Aún no hay mapa de riesgo. Nombra tú los lugares que visitar.
walk-asked = Lugares que pides
walk-asked-text = Se visitan antes que todos los demás.
walk-asked-place = Lugar { $number }
walk-asked-add = Añadir un lugar
walk-asked-drop = Quitar el lugar { $number }
walk-place-words = Cómo se llama
walk-place-degrees = Latitud, longitud
walk-place-map = Señalarlo en el mapa
walk-plan = Planificar los recorridos
walk-planning = Planificando…
walk-planned = El turno está planificado
walk-missing = Falta algo o no es válido: mira los campos marcados.

## Un plan

walk-print = Imprimir
walk-sum = { $count ->
    [one] { $shown } parada · { $metres } a pie · de vuelta a las { $back }
   *[other] { $shown } paradas · { $metres } a pie · de vuelta a las { $back }
}
walk-column-number = N.º
walk-column-time = Cuándo
walk-column-place = Dónde
walk-column-why = Por qué
walk-from-until = { $from } – { $until }
walk-after = tras { $metres }
walk-break = Descanso
walk-visited = Visitado
walk-why-asked = Pedido
walk-why-random = Al azar
walk-why-ranked = Puesto { $rank } en el mapa: se esperan { $expected } avisos en 30 días
walk-cause = { $count ->
    [0] { $kind }: avisos de los alrededores
    [one] { $kind }: { $shown } aviso
   *[other] { $kind }: { $shown } avisos
}
walk-cause-last = { $count ->
    [one] { $kind }: { $shown } aviso, el { $when }
   *[other] { $kind }: { $shown } avisos, el último el { $when }
}
walk-left = Paradas que nadie visita
walk-left-worth = El tiempo rinde más en otro sitio
walk-left-far = Demasiado lejos para este turno
walk-left-taken = Quitada a mano
walk-clash-text = Una patrulla está en otro plan a la vez. Cancela uno de los dos o planifícalo con otra patrulla.
walk-map = En el mapa
walk-map-label = Mapa de la zona con los lugares por su número
walk-map-none = No se conoce el contorno de la zona, así que aún no se puede dibujar nada.
walk-map-text = Las líneas muestran el orden de las paradas, no el camino por las calles. Los círculos gruesos son lugares del mapa, los discontinuos son al azar, los tachados no los visita nadie y el cuadrado es el punto de partida.
walk-edits = Cambiado a mano
walk-edit-added = { $place }: añadido, para { $unit }
walk-edit-taken = { $place }: quitado
walk-edit-placed = { $place }: asignado a { $unit }, o movido
walk-made-ranked = Hecho con el mapa de riesgo de { $when }.
walk-made-not-wanted = Hecho sin el mapa de riesgo, con los lugares pedidos.
walk-made-no-map = Hecho sin el mapa de riesgo: no había ninguno.
walk-made-too-few = Hecho sin el mapa de riesgo: los avisos vienen de muy pocos lugares para repartir el tiempo entre ellos.
walk-made-again = Planificado { $when }. Semilla { $seed }, { $rounds } rondas: con esto se puede rehacer.
walk-call-off = Cancelar el turno
walk-call-off-question = ¿Cancelar este turno? El plan se podrá leer, pero nadie lo recorrerá.

## Cambios a mano

walk-change = Cambiar
walk-change-stop = Cambiar { $place }
walk-to-unit = Lo visita
walk-to-place = Cuándo
walk-to-first = Antes que todo
walk-to-after = Después de { $number } · { $place }
walk-reason = ¿Por qué?
walk-reason-text = Se guarda con el plan, para quien pregunte después. Sin nombres, por favor.
walk-reason-needed = Di por qué en pocas palabras.
walk-move = Moverlo ahí
walk-put-in = Incluirlo
walk-take-out = Quitarlo
walk-add = Añadir una parada para { $unit }
walk-add-where = La parada nueva
walk-add-yes = Añadir la parada
walk-edited = Cambiado. Los tiempos se han calculado de nuevo.
walk-undo = Deshacer
walk-undone-reason = Deshecho

## En el camino

walk-go = Recorrerlo
walk-whole-plan = El plan completo
walk-from-base = Salida: { $place }, { $when }
walk-back = Vuelta: { $place }, { $when }, tras { $metres }
walk-nothing = Sin paradas. Quedas libre para lo que surja.
walk-been = He estado ahí
walk-been-again = He vuelto a estar ahí
walk-minutes = Minutos allí
walk-contacts = Personas con las que hablaste
walk-contacts-text = Solo cuántas. Nunca quiénes.
walk-less = Menos: { $what }
walk-more = Más: { $what }
walk-visit-note = Qué viste (opcional)
walk-no-names = Por favor, sin nombres, matrículas ni descripciones de personas.
walk-visit-keep = Guardar la visita
walk-visit-kept = Visita guardada
walk-minutes-count = { $count ->
    [one] { $shown } minuto
   *[other] { $shown } minutos
}
walk-contacts-count = { $count ->
    [one] conversación con { $shown } persona
   *[other] conversación con { $shown } personas
}
walk-log = Lo que se vio en el camino
walk-note-title = ¿Algo que contar?
walk-note-kind = Qué es
walk-note-lost_and_found = Objetos perdidos
walk-note-good_news = Buenas noticias
walk-note-learned = Algo sobre el lugar
walk-note-text = Qué hay que contar
walk-note-keep = Guardar la nota
walk-note-kept = Nota guardada
walk-note-empty = Escribe antes unas palabras.

## El mapa de riesgo

walk-risk = Mapa de riesgo
walk-risk-nothing = Sin mapa de riesgo
walk-risk-off = Está desactivado en este servidor.
walk-risk-no-outline = La zona aún no tiene un contorno en el que ordenar lugares.
walk-risk-none = Aún no se ha hecho ninguno. El servidor hace uno cada noche con lo que avisan los vecinos.
walk-risk-about = Hecho { $when } con lo que avisaron los vecinos. Cada celda mide { $metres } metros. Se ordenan lugares, nunca personas.
walk-risk-count = { $count ->
    [one] { $shown } de { $cells } celdas está marcada.
   *[other] { $shown } de { $cells } celdas están marcadas.
}
walk-risk-expected = se esperan { $expected } avisos en 30 días
walk-risk-unusual = Más de lo habitual
walk-risk-guards = Lo que descubre una patrulla y los avisos de actividad sospechosa nunca cuentan aquí. Este mapa nunca es público.

## Lo que puede fallar

walk-wrong-streets = Aún no se conocen las calles; quien cuida el servidor debe importarlas antes.
walk-wrong-base = El punto de partida está a más de 300 metros de cualquier calle. Elige otro lugar.
walk-wrong-asked = Un lugar que pides está lejos de cualquier calle, o pides tantos que no queda tiempo para lugares al azar. Cambia la lista.
walk-wrong-nothing = No hay nada que visitar: ni mapa con el que repartir el tiempo ni lugares pedidos. Nombra algunos lugares.
walk-wrong-off-streets = La parada nueva está a más de 300 metros de cualquier calle. Elige otro lugar.
walk-wrong-late = Esa patrulla volvería demasiado tarde. Quita antes una parada o elige otra patrulla.
