package org.twofold.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How a process is started and seen to be ready.
 *
 * @param name as the operator knows it
 * @param port the one that its state is shown with
 * @param command asked for at every start; the program must become the process, not have a child
 * @param environment added to that of this process
 * @param probe tells when it is ready
 * @param log where its output goes
 */
public record ProcessSpec(
    String name,
    int port,
    Supplier<List<String>> command,
    Map<String, String> environment,
    Probe probe,
    Path log) {}
