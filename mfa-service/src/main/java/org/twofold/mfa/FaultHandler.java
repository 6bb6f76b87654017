package org.twofold.mfa;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers every fault with 503, after those who answer what was wrong with the question. No fault
 * lets anybody in (B9), and none is quoted: it could name what it was about.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class FaultHandler {

  private static final Logger LOG = LoggerFactory.getLogger(FaultHandler.class);

  @ExceptionHandler(Exception.class)
  ProblemDetail on(Exception fault) {
    LOG.warn("A request was not answered ({}).", fault.getClass().getSimpleName());
    return ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
  }
}
