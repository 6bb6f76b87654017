package org.twofold.stack.plan;

import java.util.List;
import org.twofold.stack.process.ProcessSpec;

/**
 * What is started, in two steps.
 *
 * @param infrastructure started at once, together
 * @param services started when topics and schemas stand
 */
public record LaunchPlan(List<ProcessSpec> infrastructure, List<ProcessSpec> services) {}
