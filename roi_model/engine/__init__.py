"""What happens: draws, time, cash flows, discounting and evaluation."""
