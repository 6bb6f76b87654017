package org.twofold.stack.inbox;

import java.io.IOException;
import java.util.function.Supplier;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.CommandException;
import org.subethamail.smtp.internal.server.HelpMessage;
import org.subethamail.smtp.server.Session;

/** EHLO or HELO, refused on demand. */
final class EhloFault implements Command {

  private final Command inOrder;
  private final Supplier<Faults> faults;

  EhloFault(Command inOrder, Supplier<Faults> faults) {
    this.inOrder = inOrder;
    this.faults = faults;
  }

  @Override
  public void execute(String line, Session session) throws IOException, DropConnectionException {
    try {
      faults.get().atEhlo();
      inOrder.execute(line, session);
    } catch (RejectException e) {
      session.sendResponse(e.getErrorResponse());
    }
  }

  @Override
  public HelpMessage getHelp() throws CommandException {
    return inOrder.getHelp();
  }

  @Override
  public String getName() {
    return inOrder.getName();
  }
}
