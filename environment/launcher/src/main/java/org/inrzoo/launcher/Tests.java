package org.inrzoo.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the project's tests need besides a JDK and Maven: Jupyter, its protocol's test suite, and a browser. */
final class Tests {

    private Tests() {}

    static void provide(Host host) {
        List<Need> missing = new ArrayList<>();
        if (!Programs.succeeds("jupyter", "notebook", "--version")) {
            missing.add(Need.NOTEBOOK);
        }
        if (!Programs.succeeds("jupyter", "nbconvert", "--version")) {
            missing.add(Need.NBCONVERT);
        }
        if (Installer.of(host) == Installer.APT) {
            if (!Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/jupyter_kernel_test"))) {
                missing.add(Need.KERNEL_TESTS);
            }
            if (host.find("chromium").isEmpty()) {
                missing.add(Need.CHROMIUM);
            }
        }
        if (host.find("npm").isEmpty()) {
            missing.add(Need.NPM);
        }
        Installer.of(host).provide(host, missing);
    }
}
