package org.inrzoo.launcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The program that installs packages on a machine. Only apt is called; of the others the user is told what to type. */
enum Installer {
    APT("apt-get", "apt-get install"),
    DNF("dnf", "dnf install"),
    PACMAN("pacman", "pacman -S"),
    ZYPPER("zypper", "zypper install"),
    BREW("brew", "brew install"),
    WINDOWS("", ""),
    NONE("", "");

    private static final String JUPYTER =
            "Jupyter by 'pipx install --include-deps jupyter' (or 'python3 -m pip install --user notebook')";

    private final String program;
    private final String call;

    Installer(String program, String call) {
        this.program = program;
        this.call = call;
    }

    static Installer of(Host host) {
        if (host.isWindows()) {
            return WINDOWS;
        }
        for (Installer installer : host.isMac() ? List.of(BREW) : List.of(APT, DNF, PACMAN, ZYPPER, BREW)) {
            if (host.find(installer.program).isPresent()) {
                return installer;
            }
        }
        return NONE;
    }

    /**
     * Installs what is needed where that is done without asking: by apt.
     *
     * @throws LauncherException elsewhere, and where it fails; tells what to type
     */
    void provide(Host host, Collection<Need> needs) {
        if (needs.isEmpty()) {
            return;
        }
        if (this != APT) {
            throw LauncherException.failure(advice(needs));
        }
        String names = names(needs);
        List<String> root = root(host, names);
        System.err.println("inrzoo: installing " + names);
        List<String> update = command(root, "apt-get", "update", "-qq");
        List<String> install = command(root, "apt-get", "install", "-y", "-qq", "--no-install-recommends");
        needs.forEach(need -> install.add(need.packageName(APT)));
        Programs.run(update, Map.of()); // without a network the lists of before may do
        if (Programs.run(install, Map.of("DEBIAN_FRONTEND", "noninteractive")) != 0) {
            throw LauncherException.failure("apt-get could not install " + names + "; its message is above");
        }
    }

    private static List<String> root(Host host, String names) {
        if (Programs.output("id", "-u").filter("0"::equals).isPresent()) {
            return List.of();
        }
        if (host.find("sudo").isEmpty()) {
            throw LauncherException.failure("install these as root and try again: apt-get install " + names);
        }
        return List.of("sudo");
    }

    private static List<String> command(List<String> root, String... words) {
        List<String> command = new ArrayList<>(root);
        command.addAll(List.of(words));
        return command;
    }

    /** What to type, in one line. */
    String advice(Collection<Need> needs) {
        boolean python = needs.stream().allMatch(Need::isPython);
        return switch (this) {
            case WINDOWS ->
                python
                        ? "needed and not there: Jupyter; install it and try again: py -m pip install notebook"
                        : "needed and not there: Maven; install it from maven.apache.org, or by 'choco install maven' or 'scoop install maven',"
                                + " and see that 'mvn' is on the path";
            case NONE ->
                "needed and not there: " + names(needs) + "; install and try again" + (python ? ": " + JUPYTER : "");
            case BREW -> "install these and try again: " + call + " " + names(needs);
            default ->
                "install these and try again: sudo " + call + " " + names(needs) + (python ? ", or " + JUPYTER : "");
        };
    }

    private String names(Collection<Need> needs) {
        return needs.stream().map(need -> need.packageName(this)).distinct().collect(Collectors.joining(" "));
    }
}
