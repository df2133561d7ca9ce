"""The kernel under the protocol's own test suite (jupyter_kernel_test), and what that suite does not ask."""

import time
import unittest
from queue import Empty

from jupyter_kernel_test import KernelTests


class JavaKernel(KernelTests):
    kernel_name = "inrzoo-test"
    language_name = "java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oh");'
    completion_samples = [
        {"text": '"abc".toUpp', "matches": {"toUpperCase("}},
        {"text": "Math.hypo", "matches": {"hypot("}},
    ]
    complete_code_samples = ["1 + 1", "int f() { return 1; }", ""]
    incomplete_code_samples = ["int f() {", "List.of(1,"]
    invalid_code_samples = ["int i = ;"]
    code_generate_error = 'throw new IllegalStateException("boom");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "new java.awt.image.BufferedImage(2, 2, 1)", "mime": "image/png"},
    ]
    code_display_data = [
        {"code": 'display("<b>x</b>", "text/html");', "mime": "text/html"},
        {"code": "display(new java.awt.image.BufferedImage(2, 2, 1));", "mime": "image/png"},
    ]
    code_inspect_sample = "Math.hypot("


class Beyond(unittest.TestCase):
    """Interrupts, failures amid many cells, live output, updates."""

    @classmethod
    def setUpClass(cls):
        JavaKernel.setUpClass()
        cls.kc = JavaKernel.kc
        cls.km = JavaKernel.km
        cls.kc.execute_interactive("int warm = 1;", timeout=60)

    @classmethod
    def tearDownClass(cls):
        JavaKernel.tearDownClass()

    def publications(self, request, until="idle"):
        """What the request put out, with the seconds after which it came."""
        begin = time.time()
        while True:
            message = self.kc.get_iopub_msg(timeout=30)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["content"].get("execution_state") == until:
                return
            yield time.time() - begin, message["msg_type"], message["content"]

    def reply(self, request):
        while True:
            message = self.kc.get_shell_msg(timeout=30)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def test_interrupt_keeps_the_session(self):
        self.kc.execute_interactive("int kept = 7;", timeout=30)
        request = self.kc.execute("Thread.sleep(60_000);")
        time.sleep(1)
        self.km.interrupt_kernel()
        self.assertEqual(self.reply(request)["ename"], "Interrupted")
        self.assertEqual(self.reply(self.kc.execute("kept"))["status"], "ok")

    def test_interrupts_amid_output_do_no_harm(self):
        for _ in range(3):
            request = self.kc.execute('for (int i = 0; true; i++) { System.out.println(i); Thread.sleep(1); }')
            time.sleep(0.5)
            self.km.interrupt_kernel()
            self.assertEqual(self.reply(request)["ename"], "Interrupted")
        self.assertEqual(self.reply(self.kc.execute("1"))["status"], "ok")

    def test_cells_behind_a_failed_one_do_not_run(self):
        failing = self.kc.execute("Thread.sleep(300); int x = 1 / 0;")
        behind = [self.kc.execute("int never%d = 1;" % i) for i in range(5)]
        self.assertEqual(self.reply(failing)["status"], "error")
        for request in behind:
            self.assertEqual(self.reply(request)["status"], "aborted")
        self.assertEqual(self.reply(self.kc.execute("never0"))["ename"], "CompileError")

    def test_cells_behind_a_failed_one_run_when_told_to(self):
        failing = self.kc.execute("Thread.sleep(300); int x = 1 / 0;", stop_on_error=False)
        behind = self.kc.execute("1 + 1")
        self.assertEqual(self.reply(failing)["status"], "error")
        self.assertEqual(self.reply(behind)["status"], "ok")

    def test_errors_name_cell_and_line(self):
        content = self.reply(self.kc.execute("int a = 1;\nint b = missing;"))
        self.assertRegex(content["evalue"], r"cell \[\d+\], line 2: cannot find symbol")

    def test_output_comes_while_the_cell_runs(self):
        request = self.kc.execute('System.out.print("early"); Thread.sleep(2000); System.out.print("late");')
        texts = [(at, content["text"]) for at, kind, content in self.publications(request) if kind == "stream"]
        self.assertEqual([text for _, text in texts], ["early", "late"])
        self.assertLess(texts[0][0], 1.5)

    def test_output_and_displays_keep_their_order(self):
        request = self.kc.execute('System.out.print("1"); display("2"); System.out.print("3"); display("4"); "5"')
        seen = [content.get("text") or content["data"]["text/plain"]
                for _, kind, content in self.publications(request) if kind != "execute_input"
                and kind != "status"]
        self.assertEqual(seen, ["1", "2", "3", "4", "5"])

    def test_updates_name_what_they_replace(self):
        request = self.kc.execute('var id = display("a"); updateDisplay(id, "b");')
        shown = {kind: content["transient"]["display_id"] for _, kind, content in self.publications(request)
                 if "display" in kind}
        self.assertEqual(shown["display_data"], shown["update_display_data"])

    def test_silent_cells_say_nothing(self):
        request = self.kc.execute("1 + 1", silent=True)
        kinds = {kind for _, kind, _ in self.publications(request)}
        self.assertEqual(kinds, {"status"})

    def test_text_beyond_ascii_survives(self):
        request = self.kc.execute('System.out.print("ω₀ 😀".repeat(20_000));')
        text = "".join(content["text"] for _, kind, content in self.publications(request) if kind == "stream")
        self.assertEqual(text, "ω₀ 😀" * 20_000)

    def test_half_a_character_is_replaced_everywhere(self):
        request = self.kc.execute('String half = "\\uD83D\\uDE00".substring(0, 1); System.out.print(half + "."); display(half); half')
        seen = [content.get("text") or content["data"]["text/plain"] for _, kind, content in self.publications(request)
                if kind in ("stream", "display_data", "execute_result")]
        self.assertEqual(seen, ["\ufffd.", "\ufffd", "\ufffd"])
        error = self.reply(self.kc.execute('throw new RuntimeException(half);'))
        self.assertIn("\ufffd", error["evalue"])

    def test_system_in_asks_through_the_front_end(self):
        request = self.kc.execute('System.out.print("Name? "); String name = new Scanner(System.in).nextLine(); name', allow_stdin=True)
        self.assertEqual(self.kc.get_stdin_msg(timeout=30)["msg_type"], "input_request")
        self.kc.input("Grüße")
        values = [content["data"]["text/plain"] for _, kind, content in self.publications(request) if kind == "execute_result"]
        self.assertEqual(values, ["Grüße"])

    def test_a_question_given_up_does_no_harm(self):
        request = self.kc.execute("System.in.read();", allow_stdin=True)
        self.kc.get_stdin_msg(timeout=30)
        self.km.interrupt_kernel()
        self.assertEqual(self.reply(request)["ename"], "Interrupted")
        self.kc.input("late")
        request = self.kc.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
        self.kc.get_stdin_msg(timeout=30)
        self.kc.input("in time")
        values = [content["data"]["text/plain"] for _, kind, content in self.publications(request) if kind == "execute_result"]
        self.assertEqual(values, ["in time"])

    def test_system_in_says_where_nobody_can_be_asked(self):
        content = self.reply(self.kc.execute("new Scanner(System.in).nextLine()", allow_stdin=False))
        self.assertRegex(content["evalue"], "nobody can be asked here")

    def test_streams_that_a_cell_takes_away_come_back(self):
        self.kc.execute_interactive("System.setOut(null); System.setErr(null);", timeout=30)
        request = self.kc.execute('System.out.print("back");')
        texts = [content["text"] for _, kind, content in self.publications(request) if kind == "stream"]
        self.assertEqual(texts, ["back"])

    def test_a_picture_too_large_does_no_harm(self):
        content = self.reply(self.kc.execute("new java.awt.image.BufferedImage(20000, 20000, 12)"))
        self.assertRegex(content["evalue"], "too large for a notebook")
        self.assertEqual(self.reply(self.kc.execute("1"))["status"], "ok")

    def test_cursors_outside_the_code_do_no_harm(self):
        for cursor in (-5, 10_000):
            for ask in (self.kc.complete, self.kc.inspect):
                self.assertEqual(self.reply(ask("Math.hyp", cursor))["status"], "ok")

    def test_messages_of_unknown_kinds_do_no_harm(self):
        self.kc.shell_channel.send(self.kc.session.msg("no_such_request", {}))
        self.assertEqual(self.reply(self.kc.execute("1"))["status"], "ok")


if __name__ == "__main__":
    unittest.main(verbosity=2)
