package org.twofold.gateway.web.settings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;
import org.twofold.gateway.login.LoginState;

/** What is open in the page. Its {@code view} is the fragment that draws it. */
sealed interface Panel {

  /** Below which row. */
  Place place();

  /** Name of the fragment. */
  String view();

  /** What Enter does in its fields: the action that goes on. */
  String next();

  /** A mobile number or a new e-mail address is asked for: in a field named like the fragment. */
  record Contact(Place place, String typed) implements Panel {
    @Override
    public String view() {
      return place == Place.SMS ? "number" : "address";
    }

    @Override
    public String next() {
      return place == Place.SMS ? "sms-send" : "address-send";
    }

    /** Nothing of it. */
    @Override
    public String toString() {
      return "Contact[" + place + "]";
    }
  }

  /**
   * A code was sent to prove a number or an address.
   *
   * @param id names the set-up
   * @param typed what the code went to
   * @param resendAt when it can be sent again; null where that is not known
   */
  record ContactCode(Place place, String id, String typed, @Nullable Instant resendAt)
      implements Panel {
    @Override
    public String view() {
      return "contact-code";
    }

    @Override
    public String next() {
      return place == Place.SMS ? "sms-verify" : "address-verify";
    }

    /** Nothing of the number or address. */
    @Override
    public String toString() {
      return "ContactCode[" + place + "]";
    }
  }

  /**
   * An authenticator is there: is the next one instead of it, or beside it?
   *
   * @param replaces the one that is chosen; empty: it is added
   */
  record AuthenticatorChoice(String name, String replaces) implements Panel {
    @Override
    public Place place() {
      return Place.TOTP;
    }

    @Override
    public String view() {
      return "authenticator-choice";
    }

    @Override
    public String next() {
      return "totp-begin";
    }
  }

  /**
   * The QR code and the secret of an authenticator that waits for its first code.
   *
   * @param written as {@link ShownSecret} writes it
   * @param secret in groups of four
   */
  record AuthenticatorCode(String id, String written, String secret, String uri, String qrSvg)
      implements Panel {
    @Override
    public Place place() {
      return Place.TOTP;
    }

    @Override
    public String view() {
      return "authenticator-code";
    }

    @Override
    public String next() {
      return "totp-verify";
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
      return "AuthenticatorCode[•••]";
    }
  }

  /** Backup codes could be made now. */
  record CodesOffered(Place place) implements Panel {
    @Override
    public String view() {
      return "codes-offered";
    }

    @Override
    public String next() {
      return "codes";
    }
  }

  /** The backup codes, this once. */
  record Codes(List<String> codes) implements Panel {
    @Override
    public Place place() {
      return Place.BACKUP_CODES;
    }

    @Override
    public String view() {
      return "codes";
    }

    @Override
    public String next() {
      return "close";
    }

    /** Nothing of them. */
    @Override
    public String toString() {
      return "Codes[•••]";
    }
  }

  /** The present and the next password are asked for. */
  record Password() implements Panel {
    @Override
    public Place place() {
      return Place.PASSWORD;
    }

    @Override
    public String view() {
      return "password";
    }

    @Override
    public String next() {
      return "password-change";
    }
  }

  /**
   * Something cannot be taken back, or weakens the account: really?
   *
   * @param action that does it
   * @param id what it is done to; empty where it needs none
   * @param question key of the sentence
   */
  record Question(Place place, String action, String id, String question) implements Panel {
    @Override
    public String view() {
      return "question";
    }

    @Override
    public String next() {
      return action;
    }
  }

  /** The password is asked for, to prove the session again. */
  record PasswordProof(Place place, String then, String id) implements Panel {
    @Override
    public String view() {
      return "password-proof";
    }

    @Override
    public String next() {
      return "prove";
    }
  }

  /**
   * A code is asked for, to prove the session again.
   *
   * @param shown the method that a code is typed of
   */
  record CodeProof(Place place, String then, String id, LoginState state, Method shown)
      implements Panel {
    @Override
    public String view() {
      return "code-proof";
    }

    @Override
    public String next() {
      return "prove-code";
    }

    /** Whether the code of the shown method is sent. */
    public boolean isSent() {
      return shown == state.method() && state.challenge() != null;
    }

    /** The other methods that prove it. */
    public List<LoginState.Way> others() {
      return state.ways().stream().filter(way -> way.method() != shown).toList();
    }
  }
}
