"""The Streamlit app for commissioners; `roi-model app` starts it."""
