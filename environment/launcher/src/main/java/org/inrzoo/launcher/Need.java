package org.inrzoo.launcher;

/** What the launcher needs besides a JDK, and what the packages that have it are called. */
enum Need {
    MAVEN("maven", "maven", "maven", "maven", "maven"),
    NOTEBOOK("jupyter-notebook", "jupyterlab", "python3-notebook", "jupyter-notebook", "jupyter-notebook"),
    NBCONVERT("jupyter-nbconvert", "jupyterlab", "python3-nbconvert", "jupyter-nbconvert", "jupyter-nbconvert"),
    KERNEL_TESTS("python3-jupyter-kernel-test", "", "", "", ""),
    SHELLCHECK("shellcheck", "shellcheck", "ShellCheck", "shellcheck", "ShellCheck"),
    CHROMIUM("chromium", "", "chromium", "chromium", "chromium"),
    OPENCL("ocl-icd-libopencl1", "", "ocl-icd", "ocl-icd", "libOpenCL1"),
    POCL("pocl-opencl-icd", "", "pocl", "pocl", "pocl"),
    NPM("npm", "node", "nodejs-npm", "npm", "npm-default");

    private final String apt;
    private final String brew;
    private final String dnf;
    private final String pacman;
    private final String zypper;

    Need(String apt, String brew, String dnf, String pacman, String zypper) {
        this.apt = apt;
        this.brew = brew;
        this.dnf = dnf;
        this.pacman = pacman;
        this.zypper = zypper;
    }

    /** The package's name for a program that installs packages; its Debian name where it has none there. */
    String packageName(Installer installer) {
        String name =
                switch (installer) {
                    case APT, NONE, WINDOWS -> apt;
                    case BREW -> brew;
                    case DNF -> dnf;
                    case PACMAN -> pacman;
                    case ZYPPER -> zypper;
                };
        return name.isEmpty() ? apt : name;
    }

    boolean isPython() {
        return this == NOTEBOOK || this == NBCONVERT;
    }
}
