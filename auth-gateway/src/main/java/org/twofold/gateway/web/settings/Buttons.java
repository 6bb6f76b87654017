package org.twofold.gateway.web.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.twofold.gateway.link.ChangesStoppedException;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.web.CodeRefusal;
import reactor.core.publisher.Mono;

/** Does what a button of the page says, and shows the page that follows. */
@Component
class Buttons {

  private static final CodeRefusal STOPPED =
      new CodeRefusal(HttpStatus.FORBIDDEN, "error.changesStopped.what");

  private record Button(Place place, Function<Visit, Mono<Step>> does) {}

  private final Map<String, Button> buttons = new HashMap<>();
  private final SettingsView view;

  Buttons(List<Row> rows, SettingsView view) {
    this.view = view;
    for (Row row : rows) {
      row.buttons().forEach((name, does) -> buttons.put(name, new Button(row.place(), does)));
    }
  }

  /** The place of a button; that of Update where there is no such button. */
  Place place(String name) {
    Button button = buttons.get(name);
    return button == null ? Place.UPDATE : button.place();
  }

  /** Presses one; one that there is not leads to the page as it stands. */
  Mono<String> press(String name, Visit visit, Model model) {
    Button button = buttons.get(name);
    if (button == null) {
      return Mono.just("redirect:/settings");
    }
    return Mono.defer(() -> button.does().apply(visit))
        .map(step -> step instanceof Step.Prove ? proof(name, visit) : step)
        .onErrorReturn(
            UnavailableException.class, new Step.Refused(null, "", CodeRefusal.unavailable()))
        .onErrorReturn(ChangesStoppedException.class, new Step.Refused(null, "", STOPPED))
        .flatMap(step -> view.show(step, visit, model));
  }

  private Step proof(String name, Visit visit) {
    return new Step.Open(new Panel.PasswordProof(place(name), name, visit.form().target()));
  }
}
