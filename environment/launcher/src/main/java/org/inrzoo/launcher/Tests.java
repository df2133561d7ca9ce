package org.inrzoo.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the project's tests need besides a JDK and Maven: Jupyter, its protocol's test suite, a browser, a checker of scripts, and OpenCL
 * on the processor.
 */
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
            for (Need need : List.of(Need.CHROMIUM, Need.SHELLCHECK)) {
                if (host.find(need.packageName(Installer.APT)).isEmpty()) {
                    missing.add(need);
                }
            }
            if (!Files.exists(Path.of("/etc/OpenCL/vendors/pocl.icd"))) {
                missing.addAll(List.of(Need.OPENCL, Need.POCL));
            }
        }
        if (host.find("npm").isEmpty()) {
            missing.add(Need.NPM);
        }
        Installer.of(host).provide(host, missing);
    }
}
