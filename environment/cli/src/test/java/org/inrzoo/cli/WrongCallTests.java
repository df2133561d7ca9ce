package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every slip of the pen gets one line that says what to write instead, and exit code 2. */
class WrongCallTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "fitt siren                     | there is no command 'fitt'; did you mean 'fit'? 'inrzoo --help' lists all",
                "lsit                           | there is no command 'lsit'; did you mean 'list'? 'inrzoo --help' lists all",
                "notebok                        | there is no command 'notebok'; did you mean 'notebook'? 'inrzoo --help' lists all",
                "zebra                          | there is no command 'zebra'; 'inrzoo --help' lists all",
                "siren                          | there is no command 'siren'; 'siren' is a model: inrzoo fit siren",
                "--sise 5                       | 'inrzoo' has no option '--sise'; 'inrzoo --help' shows what it takes",
                "notebook                       | 'notebook' is done by the launcher: call environment/inrzoo notebook",
                "fit                            | 'fit' wants a NAME, the model; 'inrzoo list' shows all; 'inrzoo fit --help' shows what it takes",
                "fit sirne                      | unknown model 'sirne'; nearest: siren, wire, finer",
                "fit siren --stesp 5            | 'fit' has no option '--stesp'; did you mean '--steps'? 'inrzoo fit --help' shows what it takes",
                "fit siren --stesp=5            | 'fit' has no option '--stesp'; did you mean '--steps'? 'inrzoo fit --help' shows what it takes",
                "fit siren --zebra              | 'fit' has no option '--zebra'; 'inrzoo fit --help' shows what it takes",
                "fit siren width=128            | 'width=128' is not asked for; settings are written --set width=128",
                "fit siren camera               | 'camera' is one argument too many: 'fit' takes only NAME; 'inrzoo fit --help' shows what it takes",
                "bench siren                    | 'siren' is one argument too many: 'bench' takes no arguments but options; 'inrzoo bench --help' shows what it takes",
                "fit siren --set widht=3        | unknown option 'widht' of siren; did you mean 'width'? The model has width, depth, omega0; the recipe has *",
                "fit siren --set zebra=3        | unknown option 'zebra' of siren; the model has width, depth, omega0; the recipe has *",
                "fit siren --set width          | --set cannot be 'width'; it is written key=value, such as width=128",
                "fit siren --set                | --set wants a value, any option of the model or its recipe; *",
                "fit siren --steps many         | --steps cannot be 'many'; it is a whole number such as 100 or 1e3",
                "fit siren --steps 1e-3         | --steps cannot be '1e-3'; it is a whole number such as 100 or 1e3",
                "fit siren --steps 1e99         | --steps cannot be '1e99'; it is a whole number such as 100 or 1e3",
                "fit siren --seed 1.5           | --seed cannot be '1.5'; it is a whole number such as 100 or 1e3",
                "fit siren --steps 1e3 --size 0 | --size cannot be 0; it is a whole number of at least 1",
                "fit siren --size 1e2 --steps 0 | option 'steps' cannot be '0'; it is a whole number from 1 to 1000000000",
                "fit siren --size 5 --size 6    | 'fit' takes --size only once",
                "fit siren --device 0           | --device is for --engine opencl, not for 'auto'",
                "fit siren --engine fusd        | --engine cannot be 'fusd'; it is one of auto, fused, opencl, samediff; did you mean 'fused'?",
                "sweep siren                    | 'sweep' wants --set key=value,value, an option and the values it takes in turn, *",
                "compare relu,sirne             | unknown model 'sirne'; nearest: siren, wire, finer",
                "render                         | 'render' wants *",
                "fit siren --out=               | --out cannot be empty: give a DIR, or leave --out away",
                "compare relu,siren --out=      | --out cannot be empty: give a DIR, or leave --out away",
                "render . --out=                | --out cannot be empty: give a FILE",
                "render . --bits 12 --out x.png | --bits cannot be 12; it is 8 or 16",
                "list loe                       | no model is called 'loe'; inrzoo list 'loe*' finds *",
                "list quadtree                  | no model is called 'quadtree'; inrzoo list '*quadtree*' finds 2",
                "list sirne                     | no model is called 'sirne'; did you mean 'siren'? 'inrzoo list' shows all",
                "list zebra                     | no model is called 'zebra'; 'inrzoo list' shows all",
                "card sirne                     | unknown model 'sirne'; nearest: siren, wire, finer",
                "ntk sirne                      | unknown model 'sirne'; nearest: siren, wire, finer",
                "bench --model sirne            | unknown model 'sirne'; nearest: siren, wire, finer",
            })
    void isAnsweredInOneLine(String call, String answer) {
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(err, true), call.split(" "));
        assertThat(err.toString().lines())
                .as("standard error")
                .singleElement()
                .asString()
                .matches("\\Qinrzoo: " + answer.replace("*", "\\E.*\\Q") + "\\E");
        assertThat(code).as("exit code").isEqualTo(2);
    }
}
