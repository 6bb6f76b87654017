package org.twofold.mfa.lockout;

import java.time.Instant;
import org.twofold.events.AccountErased;
import org.twofold.events.AssuranceLevel;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.messaging.EventIds;
import org.twofold.mfa.testing.MfaUnderTest;

/** What the gateway's events tell this service, without a broker. */
public record Announcement(MfaUnderTest mfa) {

  public void changed(String userId, Method method, String factorId, FactorChange change) {
    mfa.bean(FactorChangedListener.class)
        .on(
            FactorChanged.newBuilder()
                .setEventId(EventIds.next())
                .setOccurredAt(mfa.clock().instant())
                .setUserId(userId)
                .setCorrelationId(userId)
                .setAggregateId(userId)
                .setSequence(1)
                .setMethod(method)
                .setFactorId(factorId)
                .setChange(change)
                .build());
  }

  public void erased(String userId) {
    mfa.bean(AccountErasedListener.class)
        .on(
            AccountErased.newBuilder()
                .setEventId(EventIds.next())
                .setOccurredAt(mfa.clock().instant())
                .setUserId(userId)
                .setCorrelationId(userId)
                .setAggregateId(userId)
                .setSequence(2)
                .build());
  }

  public void loggedIn(String userId, Method method, Purpose purpose, Instant at) {
    mfa.bean(LoginSucceededListener.class)
        .on(
            LoginSucceeded.newBuilder()
                .setEventId("event-" + userId)
                .setOccurredAt(at)
                .setUserId(userId)
                .setCorrelationId("login-" + userId)
                .setAggregateId("login-" + userId)
                .setSequence(3)
                .setMethod(method)
                .setPurpose(purpose)
                .setAssuranceLevel(AssuranceLevel.AAL1)
                .build());
  }
}
