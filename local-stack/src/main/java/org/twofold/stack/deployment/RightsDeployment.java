package org.twofold.stack.deployment;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.twofold.stack.credentials.BrokerUser;

/**
 * Grants what is wanted and withdraws what is not. Only the rights of our own users are touched: on
 * a broker that others share, theirs are theirs.
 */
final class RightsDeployment {

  private static final int LOOKS = 100;
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private RightsDeployment() {}

  static void deploy(Admin admin) throws InterruptedException, ExecutionException {
    Set<AclBinding> wanted = BrokerRights.wanted();
    Collection<AclBinding> present = ours(admin.describeAcls(AclBindingFilter.ANY).values().get());
    // granted before anything is withdrawn: nobody loses a right in between that she keeps
    Set<AclBinding> missing = new HashSet<>(wanted);
    missing.removeAll(present);
    admin.createAcls(missing).all().get();
    List<AclBindingFilter> former =
        present.stream()
            .filter(right -> !wanted.contains(right))
            .map(AclBinding::toFilter)
            .toList();
    admin.deleteAcls(former).all().get();
    awaitHeld(admin, wanted);
  }

  /** The controller took them; whoever begins at once asks the broker, which hears of it later. */
  private static void awaitHeld(Admin admin, Set<AclBinding> wanted)
      throws InterruptedException, ExecutionException {
    for (int look = 1; look <= LOOKS; look++) {
      if (Set.copyOf(ours(admin.describeAcls(AclBindingFilter.ANY).values().get()))
          .equals(wanted)) {
        return;
      }
      Thread.sleep(BETWEEN);
    }
    throw new ExecutionException(new TimeoutException("the broker does not hear of its rights"));
  }

  private static Collection<AclBinding> ours(Collection<AclBinding> all) {
    Set<String> principals =
        BrokerUser.kept().stream().map(BrokerUser::principal).collect(Collectors.toSet());
    return all.stream().filter(right -> principals.contains(right.entry().principal())).toList();
  }
}
