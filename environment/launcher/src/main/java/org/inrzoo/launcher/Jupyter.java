package org.inrzoo.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Jupyter as it is installed: the classic Notebook, Notebook 7 or JupyterLab.
 *
 * @param command how it is called: {@code jupyter}, or by Python where that is not on the path
 * @param notebook version of Notebook, if there is one
 * @param lab version of JupyterLab, if there is one
 */
record Jupyter(List<String> command, Optional<String> notebook, Optional<String> lab) {

    private static final List<List<String>> CALLS = List.of(
            List.of("jupyter"),
            List.of("python3", "-m", "jupyter"),
            List.of("py", "-m", "jupyter"),
            List.of("python", "-m", "jupyter"));

    /** The Jupyter that is there, with what else is {@code wanted}; what is missing is installed where that can be done. */
    static Jupyter require(Host host, Need... wanted) {
        List<Need> missing = missing(host, wanted);
        if (!missing.isEmpty()) {
            Installer.of(host).provide(host, missing);
            List<Need> still = missing(host, wanted);
            if (!still.isEmpty()) {
                throw LauncherException.failure(
                        "Jupyter is installed and does not answer: try 'jupyter notebook --version'");
            }
        }
        return find(host).orElseThrow();
    }

    private static List<Need> missing(Host host, Need... wanted) {
        Optional<Jupyter> found = find(host);
        return Arrays.stream(wanted)
                .filter(need -> found.filter(jupyter -> jupyter.has(need)).isEmpty())
                .toList();
    }

    private static Optional<Jupyter> find(Host host) {
        return CALLS.stream()
                .filter(call -> host.find(call.get(0)).isPresent())
                .map(call -> new Jupyter(call, version(call, "notebook"), version(call, "lab")))
                .filter(jupyter -> jupyter.notebook.isPresent() || jupyter.lab.isPresent())
                .findFirst();
    }

    private static Optional<String> version(List<String> call, String program) {
        return Programs.output(with(call, program, "--version")).filter(version -> version.matches("\\d+\\..*"));
    }

    private boolean has(Need need) {
        return switch (need) {
            case NOTEBOOK -> true;
            case NBCONVERT -> version(command, "nbconvert").isPresent();
            default -> throw new IllegalArgumentException(need.name());
        };
    }

    private static String[] with(List<String> call, String... more) {
        return Stream.concat(call.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** A call of Jupyter. */
    List<String> call(String... arguments) {
        return List.of(with(command, arguments));
    }

    /** A folder of the user's that Jupyter names, such as {@code --data-dir}. */
    Optional<Path> folder(String which) {
        return Programs.output(with(command, which)).map(Path::of);
    }

    /**
     * The call that serves a folder and shows one of its pages.
     *
     * @param page a notebook or a folder in it; empty for the folder itself
     * @param inLab whether JupyterLab is asked for, rather than what there is
     */
    List<String> serve(Host host, Path folder, String page, boolean inLab) {
        if (inLab && lab.isEmpty()) {
            throw LauncherException.failure(
                    "JupyterLab is not there: 'pipx install --include-deps jupyterlab' installs it; without --lab"
                            + " Notebook " + notebook.orElseThrow() + " is taken");
        }
        List<String> call = new ArrayList<>();
        if (inLab || notebook.isEmpty()) {
            call.addAll(call("lab", "--ServerApp.root_dir=" + folder, "--LabApp.default_url=/lab/tree/" + page));
        } else if (Integer.parseInt(notebook.get().replaceFirst("\\..*", "")) < 7) {
            call.addAll(call("notebook", "--notebook-dir=" + folder, "--NotebookApp.default_url=" + page(page)));
        } else {
            call.addAll(call(
                    "notebook", "--ServerApp.root_dir=" + folder, "--JupyterNotebookApp.default_url=" + page(page)));
        }
        if (Programs.output("id", "-u").filter("0"::equals).isPresent()) {
            call.add("--allow-root");
        }
        if (!host.hasDisplay()) {
            call.add("--no-browser");
        }
        return call;
    }

    private static String page(String page) {
        return page.endsWith(".ipynb") ? "/notebooks/" + page : "/tree/" + page;
    }
}
