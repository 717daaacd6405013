# A project with the processors, a DMA and the accelerator between its streams. From any folder:
#   vivado -mode batch -source system.tcl [-tclargs PART]
# In memory an image is its bytes, pixel by pixel; a result is a class and the logits (README.md).
# Written by SkipTrim, whose makers have not tried it: they have no Vivado.
set part [expr {$argc > 0 ? [lindex $argv 0] : "@part@"}]
set here [file normalize [file dirname [info script]]]
create_project -force system [file join $here system] -part $part
add_files [glob [file join $here rtl *.sv] [file join $here skiptrim_accelerator.v]]
set memories [glob -nocomplain [file join $here rtl *.hex]]
if {[llength $memories] > 0} {
  add_files $memories
  set_property file_type {Memory File} [get_files *.hex]
}
update_compile_order -fileset sources_1

create_bd_design system
@processor@
set dma [create_bd_cell -type ip -vlnv xilinx.com:ip:axi_dma dma]
set_property -dict [list CONFIG.c_include_sg 0 CONFIG.c_sg_include_stscntrl_strm 0 CONFIG.c_sg_length_width 23 \
  CONFIG.c_m_axis_mm2s_tdata_width 8 CONFIG.c_s_axis_s2mm_tdata_width 8] $dma
create_bd_cell -type module -reference skiptrim_accelerator accelerator
connect_bd_intf_net [get_bd_intf_pins dma/M_AXIS_MM2S] [get_bd_intf_pins accelerator/s_axis]
connect_bd_intf_net [get_bd_intf_pins accelerator/m_axis] [get_bd_intf_pins dma/S_AXIS_S2MM]
apply_bd_automation -rule xilinx.com:bd_rule:axi4 -config {Master "/ps/@master@" Clk "Auto"} [get_bd_intf_pins dma/S_AXI_LITE]
apply_bd_automation -rule xilinx.com:bd_rule:axi4 -config {Master "/dma/M_AXI_MM2S" Clk "Auto"} [get_bd_intf_pins ps/@slave@]
apply_bd_automation -rule xilinx.com:bd_rule:axi4 -config {Slave "/ps/@slave@" Clk "Auto"} [get_bd_intf_pins dma/M_AXI_S2MM]
apply_bd_automation -rule xilinx.com:bd_rule:clkrst -config {Clk "/ps/@clock@"} [get_bd_pins accelerator/aclk]
assign_bd_address
validate_bd_design
save_bd_design
make_wrapper -files [get_files system.bd] -top -import
set_property top system_wrapper [current_fileset]

launch_runs impl_1 -to_step write_bitstream -jobs 4
wait_on_run impl_1
open_run impl_1
report_utilization -file [file join $here utilization.rpt]
report_timing_summary -file [file join $here timing.rpt]
write_hw_platform -fixed -include_bit -force [file join $here system.xsa]
