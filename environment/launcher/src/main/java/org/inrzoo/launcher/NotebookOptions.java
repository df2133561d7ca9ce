package org.inrzoo.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What {@code inrzoo notebook} is asked for.
 *
 * @param scale how long runs may take: quick, full or paper
 * @param execute the notebook to run without a browser
 * @param out folder of its copy and page
 */
record NotebookOptions(
        String scale,
        Optional<Path> execute,
        Optional<Path> out,
        boolean inPlace,
        boolean exercises,
        boolean lab,
        boolean onlyKernel,
        boolean help) {

    static final String HELP = """
            Usage: inrzoo notebook [--exercises | --in-place] [--lab] [--scale quick|full|paper]
                   inrzoo notebook --execute FILE [--scale quick|full|paper] [--out DIR | --in-place]
                   inrzoo notebook --kernel

            Opens copies of the notebooks, in runs/notebooks, in Jupyter. A copy follows the original until you change it; then it is
            yours, and is never overwritten. Jupyter keeps the terminal until Ctrl-C; open another one for other commands.
                  --exercises      opens the exercises, with gaps to fill: runs/notebooks/exercises
                  --in-place       opens the originals instead of copies, for authors
                  --lab            opens JupyterLab, where Notebook is there as well
                  --scale SCALE    how long runs may take: quick (seconds, the default), full (minutes), paper (the papers' settings)
                  --execute FILE   runs one notebook without a browser; leaves an executed copy and an HTML page of it
                  --out DIR        folder of the copy and the page; default runs/executed, for exercises runs/executed/exercises
                  --in-place       with --execute: overwrites FILE itself instead, and the records of its runs in 'results' beside it;
                                   the page goes to the default folder
                  --kernel         only tells Jupyter of the kernel and makes the copies, for those who start Jupyter themselves,
                                   such as 'jupyter lab runs/notebooks &', which leaves the terminal free
              -h, --help           shows this help""";

    private static final List<String> SCALES = List.of("quick", "full", "paper");

    /**
     * @param arguments what stands behind {@code notebook}
     * @throws LauncherException when they cannot be followed
     */
    static NotebookOptions read(List<String> arguments, Host host) {
        String scale = host.variable("INRZOO_SCALE").orElse("quick");
        Optional<Path> execute = Optional.empty();
        Optional<Path> out = Optional.empty();
        boolean inPlace = false;
        boolean exercises = false;
        boolean lab = false;
        boolean onlyKernel = false;
        boolean help = false;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "-h", "--help" -> help = true;
                case "--in-place" -> inPlace = true;
                case "--exercises" -> exercises = true;
                case "--lab" -> lab = true;
                case "--kernel" -> onlyKernel = true;
                case "--scale" -> scale = value(option, rest);
                case "--execute" -> execute = Optional.of(Path.of(value(option, rest)));
                case "--out" -> out = Optional.of(Path.of(value(option, rest)));
                default ->
                    throw LauncherException.wrongCall(
                            "'notebook' knows no '" + option + "'; 'inrzoo notebook --help' shows what it knows");
            }
        }
        NotebookOptions options = new NotebookOptions(scale, execute, out, inPlace, exercises, lab, onlyKernel, help);
        options.requireSense();
        return options;
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw LauncherException.wrongCall(option + " needs a value; 'inrzoo notebook --help' shows which");
        }
        String value = rest.pop();
        refuse(value.isBlank(), option + " cannot be empty; 'inrzoo notebook --help' shows what it takes");
        return value;
    }

    private void requireSense() {
        refuse(!SCALES.contains(scale), "--scale is quick, full or paper, not '" + scale + "'");
        execute.ifPresent(file -> {
            refuse(!file.toString().endsWith(".ipynb"), "--execute takes a notebook (.ipynb), not '" + file + "'");
            refuse(!Files.isRegularFile(file), "there is no notebook '" + file + "'");
        });
        refuse(out.isPresent() && execute.isEmpty(), "--out goes with --execute FILE");
        refuse(out.isPresent() && inPlace, "--out and --in-place exclude each other");
        refuse(exercises && (inPlace || execute.isPresent()), "--exercises goes with neither --execute nor --in-place");
        refuse(
                onlyKernel && (exercises || lab || inPlace || execute.isPresent()),
                "--kernel opens nothing and goes with no other option");
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw LauncherException.wrongCall(message);
        }
    }
}
