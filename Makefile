# make demo | test | test-all: each sets up first what is missing (scripts/setup.sh), on a plain Debian 12.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo serve test test-all soak bench layout-report check-report lint lock clean

# Debian's plain shell has the locale C.
export PYTHONUTF8 := 1
BIN := .venv/bin
EXAMPLE := data_examples/huitoukan/dataset.xlsx
OUT := out/demo

help:
	@echo 'make demo      准备环境，用第一个示例生成全部文件，放在 $(OUT)'
	@echo 'make serve     准备环境，在本机打开网页：http://127.0.0.1:8000/ （Ctrl-C 结束）'
	@echo 'make test      准备环境，检查代码并运行测试（不含很慢的）'
	@echo 'make test-all  同上，运行全部测试'
	@echo 'make soak      很久的考验：8 个进程抢 10000 个文号，其中一些中途被杀；100 个批次中途被杀再续做；20 个人用网页五分钟'
	@echo 'make bench     比速度和内存（docxtpl、LibreOffice、Typst），2 核上约半小时，写入 bench/results.md；试跑：QUICK=1'
	@echo 'make layout-report  用尺量 PDF 和 DOCX（由 LibreOffice 排版）并互相比较，写入 docs/layout-report.md；全部文书：ALL=1'
	@echo 'make check-report   docgen check 的数字：单处改动能否查出，好文件有无误报'
	@echo 'make lock      按现在的 .venv 重写 requirements.lock'
	@echo 'make clean     删除 out 和缓存'

demo:
	@scripts/setup.sh demo
	@$(BIN)/docgen batch $(EXAMPLE) --out $(OUT) --allow-incomplete
	@echo
	@echo '请看 $(OUT)：“汇总”里是本机关的文件，其余每个单位一个文件夹；manifest.jsonl 逐件列明。'
	@echo '示例中的单位、人员和数据都是虚构的。'

serve:
	@scripts/setup.sh demo
	@$(BIN)/docgen serve

test: lint
	@$(BIN)/python -m pytest -n 2 -m 'not slow'

test-all: lint
	@$(BIN)/python -m pytest -n 2

soak:
	@scripts/setup.sh test
	@$(BIN)/python -m tests.register.storm 10000
	@$(BIN)/python -m tests.batch.killing 100
	@$(BIN)/python -m tests.web.soak 20 300

bench:
	@scripts/setup.sh test
	@$(BIN)/python -m bench $(if $(QUICK),--quick) $(BENCH)

layout-report:
	@scripts/setup.sh test
	@$(BIN)/python -m tools.layout_report $(if $(ALL),--all)

check-report:
	@scripts/setup.sh test
	@$(BIN)/python -m tools.check_report

lint:
	@scripts/setup.sh test
	@$(BIN)/ruff check .
	@$(BIN)/mypy

lock:
	@scripts/setup.sh test
	@{ echo '# Every package of .venv, exactly. Written by `make lock`; scripts/setup.sh installs from it.'; \
	   $(BIN)/python -m pip freeze --exclude-editable --exclude docgen; } > requirements.lock.new
	@mv requirements.lock.new requirements.lock

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
